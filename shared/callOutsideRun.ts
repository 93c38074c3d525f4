import { z } from 'zod';
import { callStatus, usage } from './llmCall.ts';

/** What came of one call that belongs to no question: a test from the settings, a replay. Its row has it all. */
export const callOutsideRun = z.object({
  callId: z.string(),
  model: z.string(),
  status: callStatus,
  answer: z.string(),
  usage: usage.nullable(),
  costNanoUsd: z.number().int().nullable(),
  ms: z.number().int(),
  /** What went wrong, in plain words. */
  error: z.string().nullable(),
});
export type CallOutsideRun = z.infer<typeof callOutsideRun>;
