import { z } from 'zod';
import { runStatus } from './chatEvent.ts';
import { reviewScope } from './reviewScope.ts';
import type { RunView } from './runView.ts';

/** One conversation as lists show it; `runningRunId` is set while an answer is being made. */
export const sessionSummary = z.object({
  id: z.string(),
  companyId: z.string(),
  userId: z.string(),
  title: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  runningRunId: z.string().nullable(),
});
export type SessionSummary = z.infer<typeof sessionSummary>;

/**
 * One question and its answer. `scope` is what the person limited it to; `replaces` names the run whose place it took.
 * `view` is the stored fold, null while the run is under way (follow it instead).
 */
const sessionRun = z.object({
  runId: z.string(),
  question: z.string(),
  status: runStatus,
  createdAt: z.string(),
  view: z.custom<RunView>((value) => typeof value === 'object').nullable(),
  scope: reviewScope.nullable(),
  replaces: z.string().nullable(),
  /** Its question and answer are gone: when, and how many days they were kept. */
  textsRemoved: z.object({ at: z.string(), keptDays: z.number().int() }).nullish(),
});
export type SessionRun = z.infer<typeof sessionRun>;

export const sessionDetail = sessionSummary.extend({ runs: z.array(sessionRun) });
export type SessionDetail = z.infer<typeof sessionDetail>;
