import type { Fact, NewChatEvent } from '#shared/chatEvent.ts';
import { orAborted } from './orAborted.ts';
import type { AgentContext } from './team.ts';

const mostReviewIds = 50;

/** One use of a tool, as the tree shows it, and what it does. */
export interface ToolUse<Result> {
  toolId: string;
  name: string;
  facts: Fact[];
  run(): Promise<Result>;
  /** What is shown once it is done. */
  found(result: Result): Fact[];
  /** The ids of the reviews it found, where it finds reviews. */
  reviewIds?(result: Result): string[];
}

/**
 * Runs tools at once, each a node in the tree; returns their results in the order given, null for one that failed
 * and is shown as failed. Only if all fail is the first error thrown. A stop closes them all.
 */
export async function* runTools<Result>(
  uses: readonly ToolUse<Result>[],
  { signal, stepId }: AgentContext,
): AsyncGenerator<NewChatEvent, (Result | null)[]> {
  const running = uses.map((use) => start(use, signal));
  for (const { use } of running) {
    yield { type: 'tool-start', toolId: use.toolId, stepId, name: use.name, facts: use.facts };
  }
  const results: (Result | null)[] = [];
  const errors: unknown[] = [];
  for (const { use, done } of running) {
    const { outcome, ms } = await done;
    const { toolId } = use;
    if ('result' in outcome) {
      results.push(outcome.result);
      const reviewIds = use.reviewIds?.(outcome.result).slice(0, mostReviewIds);
      const facts = use.found(outcome.result);
      yield { type: 'tool-end', toolId, status: 'done', facts, ms, ...(reviewIds ? { reviewIds } : {}) };
    } else {
      results.push(null);
      errors.push(outcome.error);
      yield { type: 'tool-end', toolId, status: signal.aborted ? 'stopped' : 'error', facts: [], ms };
    }
  }
  signal.throwIfAborted();
  if (errors.length > 0 && errors.length === running.length) throw errors[0];
  return results;
}

function start<Result>(use: ToolUse<Result>, signal: AbortSignal) {
  const startedMs = performance.now();
  const done = orAborted(use.run(), signal)
    .then(
      (result): { result: Result } | { error: unknown } => ({ result }),
      (error: unknown) => ({ error }),
    )
    .then((outcome) => ({ outcome, ms: Math.round(performance.now() - startedMs) }));
  return { use, done };
}
