import { randomUUID } from 'node:crypto';
import { appErrorOf } from '#server/appError.ts';
import type { Fact, NewChatEvent } from '#shared/chatEvent.ts';
import type { Role } from '#shared/llmCall.ts';

/** What an agent hands back: its result, and the facts that the tree shows. */
export interface StepOutcome<Result> {
  result: Result;
  facts: Fact[];
}

/** One agent's turn between `step-start` and `step-end`; the step is closed however its work ends, then the error goes on. */
export async function* runStep<Result>(
  name: Role,
  signal: AbortSignal,
  work: (stepId: string) => AsyncGenerator<NewChatEvent, StepOutcome<Result>>,
): AsyncGenerator<NewChatEvent, Result> {
  const stepId = randomUUID();
  const startedMs = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedMs);
  yield { type: 'step-start', stepId, name };
  // catch, not finally: nobody listens any more when a consumer leaves, and a yield in finally would hold it back
  try {
    const { result, facts } = yield* work(stepId);
    yield { type: 'step-end', stepId, status: 'done', facts, ms: elapsedMs() };
    return result;
  } catch (error) {
    if (signal.aborted) {
      yield { type: 'step-end', stepId, status: 'stopped', facts: [], ms: elapsedMs() };
    } else {
      const { code, message } = appErrorOf(error);
      yield {
        type: 'step-end',
        stepId,
        status: 'error',
        facts: [],
        ms: elapsedMs(),
        error: { code, message },
      };
    }
    throw error;
  }
}
