import type { ReviewCounts } from '#server/reviews/countReviews.ts';
import type { Fact, NewChatEvent, Source } from '#shared/chatEvent.ts';
import type { Figure } from '#shared/figure.ts';
import { formatCount } from '#shared/money.ts';
import { analysisSchema, type FoundTheme, themesOf } from './analysis.ts';
import { askForJson } from './askForJson.ts';
import { dataLine, fence } from './fence.ts';
import { countFigure, figuresOf, type NewFigure, numbered } from './figures.ts';
import { outputLimits } from './outputLimits.ts';
import { phraseLines } from './phraseLines.ts';
import type { Plan } from './plan.ts';
import { planCounts, ratingSides } from './planCounts.ts';
import { instructions } from './prompts.ts';
import type { Retrieval } from './retriever.ts';
import { reviewLines } from './reviewLines.ts';
import type { StepOutcome } from './runStep.ts';
import { scopeNoun } from './scopeNoun.ts';
import type { AgentContext, Question } from './team.ts';
import { runCounts } from './teamTools.ts';

const comparedProducts = 4;

/** A theme with the figure that counts it and the shown reviews that carry it. */
interface Theme {
  figure: Figure;
  reviews: number[];
}

/** What the reviews say and how often; every number was counted by the database. */
export interface Analysis {
  themes: Theme[];
  /** All figures that the answer may state, those of the themes among them. */
  figures: Figure[];
  /** How many products there are; null where nothing was counted by product. */
  productCount: number | null;
}

/** Data Analysis: the model groups where themes are asked for, the database counts. Throws AppError `analysis-unreadable`. */
export async function* analyseReviews(
  context: AgentContext,
  plan: Plan,
  retrieval: Retrieval,
): AsyncGenerator<NewChatEvent, StepOutcome<Analysis>> {
  const planned = yield* runCounts(context, planCounts(plan));
  const grouped = plan.output === 'cited_summary' || plan.output === 'comparison';
  const found = grouped ? yield* groupReviews(context, plan, retrieval) : [];
  const counted = yield* countThemes(context, plan, found, retrieval.sources);
  const byProduct = planned.find(({ query }) => query.groupBy === 'product')?.counts ?? null;
  const perGroup = plan.output === 'comparison' ? yield* compareGroups(context, plan, found, byProduct) : [];

  const general = [...[...planned, ...retrieval.counted].flatMap(figuresOf), ...perGroup];
  const figures = numbered([...general, ...counted.map(({ figure }) => figure)]);
  const themes = counted.flatMap(({ figure, reviews }) => {
    const own = figures.find(({ text, label }) => text === figure.text && label === figure.label);
    return own ? [{ figure: own, reviews }] : [];
  });
  yield { type: 'figures', figures };
  const productCount = byProduct?.groupCount ?? null;
  return { result: { themes, figures, productCount }, facts: facts(themes, figures) };
}

async function* groupReviews(
  { team, asked, signal, stepId }: AgentContext,
  plan: Plan,
  { sources, phrases }: Retrieval,
): AsyncGenerator<NewChatEvent, FoundTheme[]> {
  const content = [
    fence('question', asked.question),
    `Output: ${plan.output}`,
    `Filter: ${
      ratingSides(plan)
        ?.map((side) => scopeNoun(side))
        .join(' and ') ?? scopeNoun(plan.filters)
    }`,
    fence('themes', earlierThemes(asked).join('\n')),
    fence('phrases', phrases.map(phraseLines).join('\n')),
    fence('reviews', reviewLines(sources)),
  ].join('\n');
  const raw = yield* askForJson({
    callModel: team.callModel,
    name: 'analysis',
    schema: analysisSchema,
    signal,
    call: {
      role: 'Data Analysis',
      model: team.models['Data Analysis'],
      stepId,
      instructions: instructions['Data Analysis'],
      messages: [{ role: 'user', content }],
      maxOutputTokens: outputLimits['Data Analysis'],
      temperature: 0,
    },
  });
  return themesOf(raw, sources.length);
}

/** The last answer's themes with the words that found them, so that a narrower question counts the same matters. */
function earlierThemes({ history }: Question): string[] {
  const figures = history.at(-1)?.figures ?? [];
  const lines = figures.flatMap(({ label, filter: { terms } }) =>
    terms === undefined || label.startsWith('mention ')
      ? []
      : [`${dataLine(label, 80)}: ${dataLine(terms, 600)}`],
  );
  return [...new Set(lines)];
}

async function* countThemes(
  context: AgentContext,
  { filters }: Plan,
  found: readonly FoundTheme[],
  sources: readonly Source[],
): AsyncGenerator<NewChatEvent, { figure: NewFigure; reviews: number[] }[]> {
  if (found.length === 0) return [];
  const [counted] = yield* runCounts(context, [
    { filters, terms: found.map(({ terms }) => terms), groupBy: 'theme' },
  ]);
  return found
    .map(({ label, terms, reviews }, at) => {
      const group = counted?.counts.groups[at];
      const figure =
        counted && group && group.count > 0
          ? countFigure(group, { base: filters, only: { terms }, label, toolId: counted.toolId })
          : // words that find nothing: the theme still stands in the reviews that were read
            readFigure(label, reviews, sources);
      return { figure, reviews };
    })
    .toSorted((a, b) => b.figure.count - a.figure.count);
}

function readFigure(label: string, reviews: readonly number[], sources: readonly Source[]): NewFigure {
  const ids = (wanted: readonly Source[]) => wanted.map(({ reviewId }) => reviewId);
  const carrying = sources.filter(({ n }) => reviews.includes(n));
  const counts = { count: carrying.length, base: sources.length, average: null, baseAverage: null };
  return countFigure(counts, {
    base: { reviewIds: ids(sources) },
    only: { reviewIds: ids(carrying) },
    label,
  });
}

/** How often each theme comes up among the reviews of each product, or of each side, that is compared. */
async function* compareGroups(
  context: AgentContext,
  plan: Plan,
  found: readonly FoundTheme[],
  byProduct: ReviewCounts | null,
): AsyncGenerator<NewChatEvent, NewFigure[]> {
  const products = (byProduct?.groups ?? []).slice(0, comparedProducts);
  const groups = ratingSides(plan) ?? products.map(({ key }) => ({ ...plan.filters, products: [key] }));
  if (groups.length < 2 || found.length === 0) return [];
  const terms = found.map((theme) => theme.terms);
  const counted = yield* runCounts(
    context,
    groups.map((filters) => ({ filters, terms, groupBy: 'theme' })),
  );
  return found.flatMap(({ label, terms: only }, at) =>
    counted.flatMap(({ toolId, query, counts }) => {
      const group = counts.groups[at];
      const part = { base: query.filters, only: { terms: only }, label, toolId };
      return group ? [countFigure(group, part)] : [];
    }),
  );
}

function facts(themes: readonly Theme[], figures: readonly Figure[]): Fact[] {
  const [first] = themes.length > 0 ? themes.map(({ figure }) => figure) : figures;
  if (first === undefined) return [{ label: 'Themes', value: 'none' }];
  const sameBase = themes.every(({ figure }) => figure.base === first.base);
  const counted =
    themes.length > 0 && sameBase
      ? `${themes.map(({ figure }) => figure.count).join(', ')} of ${formatCount(first.base)} reviews`
      : themes.length > 0
        ? themes.map(({ figure }) => figure.text).join(', ')
        : `${figures.length} figures over ${formatCount(first.base)} reviews`;
  return [
    { label: 'Themes', value: themes.map(({ figure }) => figure.label).join('; ') || 'none asked for' },
    { label: 'Counted', value: counted },
  ];
}
