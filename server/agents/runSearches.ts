import { randomUUID } from 'node:crypto';
import type { ReviewHit, ReviewQuery } from '#server/reviews/reviewHit.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import { describeFilter } from './describeFilter.ts';
import { orAborted } from './orAborted.ts';
import type { AgentContext, Team } from './team.ts';

/**
 * Runs searches at once, each a tool in the tree; returns their hits in the order given. One that fails counts as
 * empty and is shown as failed; only if all fail is the first error thrown. A stop closes them all.
 */
export async function* runSearches(
  queries: readonly ReviewQuery[],
  { team, signal, stepId }: AgentContext,
): AsyncGenerator<NewChatEvent, ReviewHit[][]> {
  const running = queries.map((query) => startSearch(team, query, signal));
  for (const { toolId, query } of running) {
    yield {
      type: 'tool-start',
      toolId,
      stepId,
      name: 'search_reviews',
      facts: [{ label: 'Query', value: queryInWords(query) }],
    };
  }
  const hits: ReviewHit[][] = [];
  const errors: unknown[] = [];
  for (const { toolId, done } of running) {
    const { found, error, ms } = await done;
    hits.push(found ?? []);
    if (found) {
      yield {
        type: 'tool-end',
        toolId,
        status: 'done',
        facts: [{ label: 'Found', value: String(found.length) }],
        ms,
      };
    } else {
      errors.push(error);
      yield { type: 'tool-end', toolId, status: signal.aborted ? 'stopped' : 'error', facts: [], ms };
    }
  }
  signal.throwIfAborted();
  if (errors.length > 0 && errors.length === running.length) throw errors[0];
  return hits;
}

interface SearchEnd {
  found?: ReviewHit[];
  error?: unknown;
  ms: number;
}

function startSearch(team: Team, query: ReviewQuery, signal: AbortSignal) {
  const startedMs = performance.now();
  const end = (result: Omit<SearchEnd, 'ms'>): SearchEnd => ({
    ...result,
    ms: Math.round(performance.now() - startedMs),
  });
  const done = orAborted(team.searchReviews(query), signal).then(
    (found) => end({ found }),
    (error: unknown) => end({ error }),
  );
  return { toolId: randomUUID(), query, done };
}

function queryInWords(query: ReviewQuery): string {
  const words = query.query === '' ? 'any words' : `“${query.query}”`;
  const filter = describeFilter(query);
  return filter === '' ? words : `${words}, ${filter}`;
}
