import { z } from 'zod';
import type { InputCase } from './inputCase.ts';
import type { PlainAnswer } from './plainRequest.ts';

const incident = z.guid();
const restRefusal = z.object({
  error: z.object({
    code: z.string().min(1),
    message: z.string().min(1),
    incident_id: incident,
    retryable: z.boolean(),
  }),
});
const trpcRefusal = z.object({
  error: z.object({
    message: z.string().min(1),
    code: z.number(),
    data: z.object({
      code: z.string(),
      appCode: z.string().min(1),
      incidentId: incident,
      retryable: z.boolean(),
    }),
  }),
});
/** One call's refusal, or a batch of them. */
const trpcRefusals = z.union([z.array(trpcRefusal).min(1), trpcRefusal.transform((one) => [one])]);

/** What must never be in an answer: SQL, a stack, a path, a host, a library's own words. */
const secrets =
  /\b(?:select|insert|update|delete)\b .*\b(?:from|into|set)\b|\bat \S+ \(|\.ts:\d|node_modules|file:\/\/|postgres|pglite|kysely|zod|\bECONN|127\.0\.0\.1:\d|\bundefined\b/i;

const hasSecret = (text: string) => secrets.test(text) || text.includes(process.cwd());

/** How an answer looks in the table: its status and code. */
export interface HeldAnswer {
  shown: string;
  /** What is wrong with it; null when nothing is. */
  complaint: string | null;
}

/** Holds an answer against what must hold for every bad input; `logged` is what the app has logged so far. */
export function holdAnswer(
  { expected, words }: InputCase,
  answer: PlainAnswer,
  logged: readonly string[],
): HeldAnswer {
  const { status, body } = answer;
  // an event stream that has begun says so in an event
  const inStream = /^event: serialized-error\ndata: (.*)$/m.exec(body)?.[1];
  const isRefused = status >= 400 || inStream !== undefined;
  const refusals = isRefused
    ? refusalsOf(words, inStream === undefined ? body : `{"error":${inStream}}`)
    : [];
  const codes = new Set(refusals?.map((refusal) => refusal.code));
  const shown = [inStream === undefined ? status : `${status}, then`, ...codes].join(' ');
  const complain = (complaint: string): HeldAnswer => ({ shown, complaint });
  if (status >= 500) return complain(`a server error: ${body.slice(0, 200)}`);
  if (expected === 'refused' && !isRefused) return complain(`accepted: ${body.slice(0, 200)}`);
  if (expected === 'accepted' && isRefused) return complain(`refused: ${body.slice(0, 200)}`);
  if (refusals === null) return complain(`not in our words: ${body.slice(0, 200)}`);
  if (isRefused && hasSecret(body)) return complain(`says too much: ${body.slice(0, 300)}`);
  const unlogged = refusals.find(({ incidentId }) => !logged.some((line) => line.includes(incidentId)));
  if (unlogged) return complain(`incident ${unlogged.incidentId} is not in the log`);
  return { shown, complaint: null };
}

function refusalsOf(words: InputCase['words'], body: string): { code: string; incidentId: string }[] | null {
  const parsed = (words === 'trpc' ? trpcRefusals : restRefusals).safeParse(jsonOrNull(body));
  return parsed.success ? parsed.data.map(named) : null;
}

const restRefusals = restRefusal.transform((one) => [one]);

function named({ error }: z.infer<typeof restRefusal> | z.infer<typeof trpcRefusal>) {
  return 'data' in error
    ? { code: error.data.appCode, incidentId: error.data.incidentId }
    : { code: error.code, incidentId: error.incident_id };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
