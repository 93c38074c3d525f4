import { randomUUID } from 'node:crypto';
import type { Fact, NewChatEvent } from '#shared/chatEvent.ts';
import { orAborted } from './orAborted.ts';
import type { AgentContext } from './team.ts';

/** One use of a tool, as the tree shows it, and what it does. */
export interface ToolUse<Result> {
  name: string;
  facts: Fact[];
  run(): Promise<Result>;
  /** What is shown once it is done. */
  found(result: Result): Fact[];
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
  for (const { toolId, use } of running) {
    yield { type: 'tool-start', toolId, stepId, name: use.name, facts: use.facts };
  }
  const results: (Result | null)[] = [];
  const errors: unknown[] = [];
  for (const { toolId, use, done } of running) {
    const { outcome, ms } = await done;
    if ('result' in outcome) {
      results.push(outcome.result);
      yield { type: 'tool-end', toolId, status: 'done', facts: use.found(outcome.result), ms };
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
  return { toolId: randomUUID(), use, done };
}
