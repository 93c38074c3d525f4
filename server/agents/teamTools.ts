import { randomUUID } from 'node:crypto';
import type { CountQuery, ReviewCounts } from '#server/reviews/countReviews.ts';
import type { ReviewHit, ReviewQuery } from '#server/reviews/reviewHit.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import { formatCount } from '#shared/money.ts';
import { runTools, type ToolUse } from './runTools.ts';
import { scopeNoun, termsInWords } from './scopeNoun.ts';
import type { AgentContext, Team } from './team.ts';

/** A search as a tool in the tree. */
export function searchUse(team: Team, query: ReviewQuery): ToolUse<ReviewHit[]> {
  const words = query.query === '' ? 'a spread' : `“${query.query}”`;
  return {
    toolId: randomUUID(),
    name: 'search_reviews',
    facts: [{ label: 'Query', value: `${words} in ${scopeNoun(query)}` }],
    run: () => team.searchReviews(query),
    found: (hits) => [{ label: 'Found', value: String(hits.length) }],
    reviewIds: (hits) => hits.map(({ reviewId }) => reviewId),
  };
}

/** What was counted, and what came of it. */
export interface Counted {
  toolId: string;
  query: CountQuery;
  counts: ReviewCounts;
}

/** Counts at once, each a tool in the tree; one that failed is left out. Throws the first error if all fail. */
export async function* runCounts(
  context: AgentContext,
  queries: readonly CountQuery[],
): AsyncGenerator<NewChatEvent, Counted[]> {
  const uses = queries.map((query) => ({ query, ...countUse(context.team, query) }));
  const results = yield* runTools(uses, context);
  return uses.flatMap(({ toolId, query }, at) => {
    const counts = results[at];
    return counts ? [{ toolId, query, counts }] : [];
  });
}

/** A count over all reviews in scope as a tool in the tree. */
function countUse(team: Team, query: CountQuery): ToolUse<ReviewCounts> {
  const { filters, terms = [], groupBy } = query;
  const what = terms.length === 0 ? '' : `${terms.map(termsInWords).join('; ')} in `;
  const by = groupBy === undefined ? '' : `, by ${groupBy}`;
  return {
    toolId: randomUUID(),
    name: 'count_reviews',
    facts: [{ label: 'Query', value: `${what}${scopeNoun(filters)}${by}`.slice(0, 300).toWellFormed() }],
    run: () => team.countReviews(query),
    found: ({ count, base, groups }) => [
      {
        label: 'Counted',
        value: groups.length === 0 ? countInWords({ count, base }) : groupsInWords(groups),
      },
    ],
  };
}

function groupsInWords(groups: ReviewCounts['groups']): string {
  const base = groups[0]?.base ?? 0;
  const oneBase = groups.every((group) => group.base === base);
  return oneBase
    ? `${groups.map((group) => formatCount(group.count)).join(', ')} of ${formatCount(base)}`
    : groups.map(countInWords).join(', ');
}

const countInWords = ({ count, base }: { count: number; base: number }) =>
  `${formatCount(count)} of ${formatCount(base)}`;
