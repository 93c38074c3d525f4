import type { ModelMessage } from '#server/llm/modelCall.ts';
import type { Figure } from '#shared/figure.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import type { Analysis } from './analyst.ts';
import { dataLine, fence } from './fence.ts';
import { ratingSides } from './planCounts.ts';
import type { Planning } from './planner.ts';
import type { Retrieval } from './retriever.ts';
import { reviewLines } from './reviewLines.ts';
import { scopeNoun } from './scopeNoun.ts';

interface Material extends Planning, Retrieval {
  question: string;
  analysis: Analysis;
}

/** What the writer sees: the question, the figures it may use, the themes with their counts, the numbered reviews. */
export function writingMessage({ question, plan, sources, analysis, ...rest }: Material): ModelMessage {
  const sides = ratingSides(plan);
  const themed = new Set(analysis.themes.map(({ figure }) => figure));
  const figures = analysis.figures.filter((figure) => !themed.has(figure)).map(figureLine);
  const themes = analysis.themes.map(
    ({ figure, reviews }) => `${figureLine(figure)}: reviews ${reviews.join(', ')}`,
  );
  const content = [
    fence('question', question),
    `Wanted: ${plan.output} (${dataLine(plan.intent, 60)})`,
    `Scope: ${scopeNoun(plan.filters)}`,
    ...note({ plan, ...rest }),
    ...dates(plan.filters, rest.overview),
    ...(sides ? [`Compared: ${sides.map((side) => scopeNoun(side)).join(' with ')}`] : []),
    ...(analysis.productCount === null ? [] : [`Products: ${analysis.productCount}`]),
    fence('figures', figures.join('\n')),
    fence('themes', themes.join('\n')),
    fence('reviews', reviewLines(sources)),
  ].join('\n');
  return { role: 'user', content };
}

/** What the writer sees of small talk: the words themselves. */
export function smallTalkMessage(question: string): ModelMessage {
  return { role: 'user', content: fence('question', question) };
}

/** A figure as a prompt carries it: tag, the words to be copied, share, what it says it of. */
function figureLine(figure: Figure): string {
  const { n, kind, text, count, base, label } = figure;
  const share = kind === 'average' || base === 0 ? '' : ` (${Math.round((100 * count) / base)} %)`;
  return `[F${n}] ${text}${share}: ${dataLine(label, 120)}`;
}

/** From when the reviews are. Days that leave none of them out are told: else the same answer comes twice unexplained. */
function dates({ since, until }: ReviewFilter, { from, to }: Planning['overview']): string[] {
  if (from === null || to === null) return [];
  const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
  const isWhole = (since ?? until) !== undefined && (since ?? first) <= first && (until ?? last) >= last;
  return [`Dates: ${first} to ${last}${isWhole ? ', so that the days asked for leave none out' : ''}`];
}

function note({ plan, searches, foundBy }: Pick<Material, 'plan' | 'searches' | 'foundBy'>): string[] {
  if (foundBy === 'words' || foundBy === 'filters') return [];
  const instead =
    foundBy === 'any'
      ? 'The reviews below are a spread of the whole collection'
      : `The reviews below are other ${scopeNoun(plan.filters)}`;
  const missed =
    searches.length === 0
      ? scopeNoun(plan.filters)
      : searches.map((query) => `“${dataLine(query, 60)}”`).join(', ');
  return [`Note: No review matches ${missed}. ${instead}.`];
}
