import { AppError } from '#server/appError.ts';
import type { ReviewHit, ReviewQuery } from '#server/reviews/reviewHit.ts';
import type { NewChatEvent, Source } from '#shared/chatEvent.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { askModel } from './askModel.ts';
import { fence } from './fence.ts';
import { mergeHits } from './mergeHits.ts';
import { modelTools, toolUsesOf } from './modelTools.ts';
import { orAborted } from './orAborted.ts';
import { outputLimits } from './outputLimits.ts';
import { phraseLines, type ScopePhrases } from './phraseLines.ts';
import { ratingSides } from './planCounts.ts';
import type { Planning } from './planner.ts';
import { instructions } from './prompts.ts';
import type { StepOutcome } from './runStep.ts';
import { runTools } from './runTools.ts';
import { scopeNoun, toneOf } from './scopeNoun.ts';
import type { AgentContext } from './team.ts';
import { type Counted, runCounts, searchUse } from './teamTools.ts';

const sourceLimit = 15;

/** What was found: the reviews that the answer may cite, and what the whole scope says. */
export interface Retrieval {
  sources: Source[];
  /**
   * `words`: a search found them; `filters`: the plan asks for no words, its filter describes them;
   * `filters-instead`: no words matched, so the filter alone; `any`: nothing matched, a spread of everything.
   */
  foundBy: 'words' | 'filters' | 'filters-instead' | 'any';
  /** The planned searches. */
  searches: string[];
  /** What all reviews in scope say more often than the others; of each side where two are compared. */
  phrases: ScopePhrases[];
  /** What the model had counted besides. */
  counted: Counted[];
}

/**
 * RAG Retrieval: the plan's searches at once, then what the model adds, then wider nets until something is found.
 * A plan that only counts needs no model here. Throws AppError.
 */
export async function* retrieveReviews(
  context: AgentContext,
  planning: Planning,
): AsyncGenerator<NewChatEvent, StepOutcome<Retrieval>> {
  const { filters, searches, terms, output } = planning.plan;
  const { chosen = {} } = context.asked;
  const onlyCounts = output === 'count' || output === 'trend';
  const onlyFilters: ReviewQuery = { query: '', ...filters, limit: sourceLimit };
  const wanted = searches.length > 0 ? searches : terms;
  const scopes = ratingSides(planning.plan) ?? [filters];
  const queries = (words: readonly string[]): ReviewQuery[] =>
    words.flatMap((query) => scopes.map((scope) => ({ query, ...scope, limit: sourceLimit })));
  const planned = queries(wanted);
  const first = planned.length > 0 ? planned : queries(['']);
  const reading = onlyCounts
    ? Promise.resolve([])
    : orAborted(Promise.all(scopes.map((scope) => readPhrases(context, scope))), context.signal);
  // awaited below: a failure in between must not count as unhandled
  reading.catch(() => undefined);
  const hits = yield* search(first, context);

  // said while the model looks for more, and once more if it found more
  const firstFound = mergeHits(hits, sourceLimit).length;
  if (firstFound > 0) yield retrieving(firstFound);

  const phrases = await reading;
  const added = onlyCounts
    ? { searches: [], counts: [] }
    : yield* toolUsesOfModel(context, planning, { run: first, hits, phrases });
  const more = yield* search(added.searches, context);
  const counted = yield* runCounts(context, added.counts);
  // a spread comes last: what a search found says more
  const lists = planned.length > 0 ? [...hits, ...more] : [...more, ...hits];

  let foundBy: Retrieval['foundBy'] = planned.length > 0 ? 'words' : 'filters';
  let sources = mergeHits(lists, sourceLimit);
  if (sources.length === 0 && planned.length > 0 && scopeNoun(filters) !== 'reviews') {
    foundBy = 'filters-instead';
    sources = mergeHits(yield* search([onlyFilters], context), sourceLimit);
  }
  if (sources.length === 0) {
    foundBy = 'any';
    const any: ReviewQuery = { query: '', ...chosen, limit: sourceLimit };
    sources = mergeHits(yield* search([any], context), sourceLimit);
  }
  if (sources.length === 0) {
    throw Object.keys(chosen).length === 0
      ? new AppError('no-reviews', 'This company has no reviews yet: import some, then ask again.', {
          status: 404,
        })
      : new AppError(
          'nothing-in-scope',
          `There are no ${scopeNoun(chosen)}: choose a wider filter, then ask again.`,
          { status: 404 },
        );
  }
  if (sources.length !== firstFound) yield retrieving(sources.length);
  yield { type: 'sources', reviews: sources };
  return {
    result: { sources, foundBy, searches: wanted, phrases, counted },
    facts: [{ label: 'Found', value: foundInWords(sources, foundBy) }],
  };
}

async function readPhrases({ team }: AgentContext, filters: ReviewFilter): Promise<ScopePhrases> {
  return { filters, ...(await team.notablePhrases(filters)) };
}

async function* search(
  queries: readonly ReviewQuery[],
  context: AgentContext,
): AsyncGenerator<NewChatEvent, ReviewHit[][]> {
  const found = yield* runTools(
    queries.map((query) => searchUse(context.team, query)),
    context,
  );
  return found.map((hits) => hits ?? []);
}

interface SoFar {
  run: readonly ReviewQuery[];
  hits: readonly ReviewHit[][];
  phrases: readonly ScopePhrases[];
}

async function* toolUsesOfModel(
  { team, asked, signal, stepId }: AgentContext,
  { plan, overview }: Planning,
  { run, hits, phrases }: SoFar,
): AsyncGenerator<NewChatEvent, ReturnType<typeof toolUsesOf>> {
  const searches = run.map(
    ({ query }, index) => `${query || 'any words'}: ${hits[index]?.length ?? 0} found`,
  );
  const content = [
    fence('question', asked.question),
    `Intent: ${plan.intent}`,
    `Output: ${plan.output}`,
    `Filter: ${scopeNoun(plan.filters)}`,
    fence('searches', searches.join('\n')),
    fence('phrases', phrases.map(phraseLines).join('\n')),
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
      tools: modelTools,
      maxOutputTokens: outputLimits['RAG Retrieval'],
      temperature: 0,
    },
    signal,
  );
  const { products, languages } = overview;
  const wanted = { filters: plan.filters, limit: sourceLimit, products, languages, chosen: asked.chosen };
  const uses = toolUsesOf(outcome.toolCalls, wanted);
  const seen = new Set(run.map(searchKey));
  return {
    ...uses,
    searches: uses.searches.filter((query) => {
      const fresh = !seen.has(searchKey(query));
      seen.add(searchKey(query));
      return fresh;
    }),
  };
}

function searchKey(search: ReviewQuery): string {
  const compared = { ...search, query: search.query.toLowerCase(), limit: 0 };
  return JSON.stringify(Object.entries(compared).toSorted());
}

const retrieving = (count: number): NewChatEvent => ({
  type: 'status',
  phase: 'retrieving',
  message: `Retrieving ${count} ${count === 1 ? 'review' : 'reviews'}...`,
});

function foundInWords(sources: readonly Source[], foundBy: Retrieval['foundBy']): string {
  const noun = sources.length === 1 ? 'review' : 'reviews';
  const relevant = foundBy === 'words' || foundBy === 'filters';
  if (!relevant) return `${sources.length} ${noun}, none of them matching the words`;
  const ratings = sources.map(({ rating }) => rating ?? Number.NaN);
  const tone = toneOf({
    minRating: Math.min(...ratings) >= 4 ? 4 : 1,
    maxRating: Math.max(...ratings) <= 2 ? 2 : 5,
  });
  return tone === 'negative' || tone === 'positive'
    ? `${sources.length} relevant ${tone} ${noun}`
    : `${sources.length} ${noun}`;
}
