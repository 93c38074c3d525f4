import { z } from 'zod';
import { reviewScope } from '#shared/reviewScope.ts';
import { newRequestId } from '../programs/newRequestId.ts';

const key = 'candor.pending-question';
const pendingQuestion = z.object({
  requestId: z.string(),
  message: z.string(),
  companyId: z.string(),
  sessionId: z.string().nullable(),
  scope: reviewScope.optional(),
  replaces: z.string().optional(),
});
type PendingQuestion = z.infer<typeof pendingQuestion>;

/**
 * The question on its way to the server, kept before it is sent and until the server has answered for it. Asked
 * again after a reload, a lost response or a second click it has the same id, and the server makes one run of it.
 */
export function rememberQuestion(question: Omit<PendingQuestion, 'requestId'>): PendingQuestion {
  const pending = recallQuestion();
  if (pending && bodyOf(pending) === bodyOf(question)) return pending;
  const fresh = { ...question, requestId: newRequestId() };
  write(JSON.stringify(fresh));
  return fresh;
}

const bodyOf = ({ message, companyId, sessionId, scope, replaces }: Omit<PendingQuestion, 'requestId'>) =>
  JSON.stringify([message, companyId, sessionId, scope, replaces]);

/** The question whose fate is not known, if there is one. */
function recallQuestion(): PendingQuestion | null {
  try {
    return pendingQuestion.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}

export function forgetQuestion(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // storage is switched off: nothing was kept
  }
}

function write(value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // storage is full or switched off: the question goes out all the same
  }
}
