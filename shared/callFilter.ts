import { z } from 'zod';
import { textId } from './limits.ts';
import { callStatus, callType } from './llmCall.ts';

const day = z.iso.date();
// PostgreSQL's calendar has no year 0
const moment = z
  .union([day, z.iso.datetime()], 'must be a day, YYYY-MM-DD, or a moment, YYYY-MM-DDTHH:MM:SSZ')
  .refine((text) => !text.startsWith('0000'), 'must be in year 1 or later');

/** Which rows of the ledger: everything that is given has to hold; nothing given means all of a company's. */
export const callFilter = z.object({
  sessionId: textId.optional(),
  runId: z.guid().optional(),
  userId: textId.optional(),
  model: z.string().min(1).max(200).optional(),
  /** The agent, e.g. `Answer`. */
  role: z.string().min(1).max(200).optional(),
  status: callStatus.optional(),
  callType: callType.optional(),
  /** From this moment on, by when the row was made; a day is that of UTC. */
  since: moment.optional(),
  /** Before this moment; a day is included whole. */
  until: moment.optional(),
  /** Words of prompt or response in the grammar of PostgreSQL's websearch_to_tsquery: `late or slow -"in time"`. */
  words: z.string().trim().min(1).max(1_000).optional(),
  /** Only those with tokens whose price is not known. */
  unpriced: z.boolean().optional(),
  /** Only those whose tokens were estimated. */
  estimated: z.boolean().optional(),
  /** Only those that ended in an error, were cut off or lost. */
  failed: z.boolean().optional(),
  /** Only those that plan, and every attempt after a first. */
  overhead: z.boolean().optional(),
});
export type CallFilter = z.infer<typeof callFilter>;

/** Whether a text is a whole day rather than a moment. */
export const isDay = (text: string) => day.safeParse(text).success;
