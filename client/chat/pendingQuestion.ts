import { z } from 'zod';
import { newRequestId } from '../programs/newRequestId.ts';

const key = 'candor.pending-question';
const pendingQuestion = z.object({
  requestId: z.string(),
  message: z.string(),
  companyId: z.string(),
  sessionId: z.string().nullable(),
});
export type PendingQuestion = z.infer<typeof pendingQuestion>;

/**
 * The question on its way to the server, kept before it is sent and until the server has answered for it. Asked
 * again after a reload, a lost response or a second click it has the same id, and the server makes one run of it.
 */
export function rememberQuestion(question: Omit<PendingQuestion, 'requestId'>): PendingQuestion {
  const pending = recallQuestion();
  const isSame =
    pending?.message === question.message &&
    pending.companyId === question.companyId &&
    pending.sessionId === question.sessionId;
  if (isSame) return pending;
  const fresh = { ...question, requestId: newRequestId() };
  write(JSON.stringify(fresh));
  return fresh;
}

/** The question whose fate is not known, if there is one. */
export function recallQuestion(): PendingQuestion | null {
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
