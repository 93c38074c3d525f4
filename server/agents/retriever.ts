import { AppError } from '#server/appError.ts';
import type { ReviewHit, ReviewQuery } from '#server/reviews/reviewHit.ts';
import type { NewChatEvent, Source } from '#shared/chatEvent.ts';
import { askModel } from './askModel.ts';
import { describeFilter } from './describeFilter.ts';
import { fence } from './fence.ts';
import { mergeHits } from './mergeHits.ts';
import type { Planning } from './planner.ts';
import { instructions } from './prompts.ts';
import { runSearches } from './runSearches.ts';
import type { StepOutcome } from './runStep.ts';
import { searchesOf, searchTool } from './searchTool.ts';
import type { AgentContext } from './team.ts';

const sourceLimit = 15;
/** A question that turns on numbers searches deeper, so that what it finds can be counted. */
const countingLimit = 50;

/** The reviews that the answer may cite. */
export interface Retrieval {
  sources: Source[];
  /**
   * `words`: a search found them; `filters`: the plan asks for no words, its filter describes them;
   * `filters-instead`: no words matched, so the filter alone; `any`: nothing matched, a spread of everything.
   */
  foundBy: 'words' | 'filters' | 'filters-instead' | 'any';
  /** How many reviews each planned search found; `limit` of them means there may be more. */
  searches: { query: string; found: number; limit: number }[];
}

/** RAG Retrieval: the plan's searches, then what the model adds, then wider nets until something is found. Throws AppError. */
export async function* retrieveReviews(
  context: AgentContext,
  { plan, overview }: Planning,
): AsyncGenerator<NewChatEvent, StepOutcome<Retrieval>> {
  const { filters, output } = plan;
  const limit = output === 'count' || output === 'comparison' ? countingLimit : sourceLimit;
  const onlyFilters: ReviewQuery = { query: '', ...filters, limit: sourceLimit };
  const planned: ReviewQuery[] = plan.searches.map((query) => ({ query, ...filters, limit }));
  const first = planned.length > 0 ? planned : [onlyFilters];
  const hits = yield* runSearches(first, context);
  const searches = planned.map(({ query }, index) => ({ query, found: hits[index]?.length ?? 0, limit }));

  // said while the model looks for more, and once more if it found more
  const firstFound = mergeHits(hits, sourceLimit).length;
  if (firstFound > 0) yield retrieving(firstFound);

  const added = yield* searchesOfModel(context, { plan, overview }, first, hits);
  if (added.length > 0) hits.push(...(yield* runSearches(added, context)));

  let foundBy: Retrieval['foundBy'] = planned.length > 0 ? 'words' : 'filters';
  let sources = mergeHits(hits, sourceLimit);
  if (sources.length === 0 && planned.length > 0 && describeFilter(filters) !== '') {
    foundBy = 'filters-instead';
    sources = mergeHits(yield* runSearches([onlyFilters], context), sourceLimit);
  }
  if (sources.length === 0) {
    foundBy = 'any';
    sources = mergeHits(yield* runSearches(spread(), context), sourceLimit);
  }
  if (sources.length === 0) {
    throw new AppError('no-reviews', 'This company has no reviews yet: import some, then ask again.', {
      status: 404,
    });
  }
  if (sources.length !== firstFound) yield retrieving(sources.length);
  yield { type: 'sources', reviews: sources };
  const facts = [{ label: 'Found', value: foundInWords(sources, foundBy) }];
  return { result: { sources, foundBy, searches }, facts };
}

async function* searchesOfModel(
  { team, asked, signal, stepId }: AgentContext,
  { plan, overview }: Planning,
  run: readonly ReviewQuery[],
  hits: readonly ReviewHit[][],
): AsyncGenerator<NewChatEvent, ReviewQuery[]> {
  const searches = run.map(
    ({ query }, index) => `${query || 'any words'}: ${hits[index]?.length ?? 0} found`,
  );
  const content = [
    fence('question', asked.question),
    `Intent: ${plan.intent}`,
    `Filter: ${describeFilter(plan.filters) || 'none'}`,
    fence('searches', searches.join('\n')),
  ].join('\n');
  const outcome = yield* askModel(
    team.callModel,
    {
      role: 'RAG Retrieval',
      model: team.models['RAG Retrieval'],
      callType: 'TOOL_USE',
      stepId,
      instructions: instructions['RAG Retrieval'],
      messages: [{ role: 'user', content }],
      tools: [searchTool],
      maxOutputTokens: 1_500,
      temperature: 0,
    },
    signal,
  );
  const defaults = { filters: plan.filters, limit: sourceLimit, products: overview.products };
  const seen = new Set(run.map(searchKey));
  return searchesOf(outcome.toolCalls, defaults).filter((search) => {
    const fresh = !seen.has(searchKey(search));
    seen.add(searchKey(search));
    return fresh;
  });
}

/** Everything there is, a share of each rating first, so that the pick is not one-sided. */
function spread(): ReviewQuery[] {
  const stars = [1, 2, 3, 4, 5].map((rating) => ({
    query: '',
    minRating: rating,
    maxRating: rating,
    limit: 3,
  }));
  return [...stars, { query: '', limit: sourceLimit }];
}

function searchKey({ query, minRating, maxRating, product, since, until }: ReviewQuery): string {
  return JSON.stringify([query.toLowerCase(), minRating, maxRating, product, since, until]);
}

const retrieving = (count: number): NewChatEvent => ({
  type: 'status',
  phase: 'retrieving',
  message: `Retrieving ${reviewCount(count)}...`,
});

function reviewCount(count: number): string {
  return count === 1 ? '1 review' : `${count} reviews`;
}

function foundInWords(sources: readonly Source[], foundBy: Retrieval['foundBy']): string {
  const relevant = foundBy === 'words' || foundBy === 'filters';
  if (!relevant) return `${reviewCount(sources.length)}, none of them matching the words`;
  const tone = sources.every(({ rating }) => rating !== null && rating <= 2)
    ? 'negative'
    : sources.every(({ rating }) => rating !== null && rating >= 4)
      ? 'positive'
      : null;
  if (tone === null) return reviewCount(sources.length);
  return `${sources.length} relevant ${tone} ${sources.length === 1 ? 'review' : 'reviews'}`;
}
