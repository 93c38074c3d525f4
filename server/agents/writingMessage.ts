import type { ModelMessage } from '#server/llm/modelCall.ts';
import type { Analysis } from './analyst.ts';
import { describeFilter } from './describeFilter.ts';
import { dataLine, fence } from './fence.ts';
import type { Planning } from './planner.ts';
import type { Retrieval } from './retriever.ts';
import { reviewLines } from './reviewLines.ts';

interface Material extends Planning, Retrieval {
  question: string;
  analysis: Analysis;
}

/** What the writer sees: the question, the figures it may use, the themes with their counts, the numbered reviews. */
export function writingMessage(material: Material): ModelMessage {
  const { question, plan, sources, analysis } = material;
  const themes = analysis.themes.map(
    ({ label, count, reviews }) =>
      `${dataLine(label, 80)}: in ${count} of the ${sources.length} reviews read: ${reviews.join(', ')}`,
  );
  const content = [
    fence('question', question),
    `Wanted: ${plan.output} (${dataLine(plan.intent, 60)})`,
    'Figures:',
    ...figures(material).map((line) => `- ${line}`),
    ...note(material),
    fence('themes', themes.join('\n')),
    fence('reviews', reviewLines(sources)),
  ].join('\n');
  return { role: 'user', content };
}

/** What the writer sees of small talk: the words themselves. */
export function smallTalkMessage(question: string): ModelMessage {
  return { role: 'user', content: fence('question', question) };
}

function figures({ plan, overview, sources, searches, analysis }: Material): string[] {
  const { passingFilter, byRating } = analysis;
  const filter = dataLine(describeFilter(plan.filters), 200);
  const same = filter === '' ? '' : `, ${filter}`;
  const oneRating = plan.filters.minRating !== undefined && plan.filters.minRating === plan.filters.maxRating;
  return [
    `Reviews read: ${sources.length}`,
    `Reviews in the collection: ${overview.reviews}`,
    ...(filter === '' ? [] : [`Reviews in the collection with ${filter}: ${passingFilter}`]),
    ...searches.map(
      ({ query, found, limit }) =>
        `Reviews with any of the words ${quoted(query)}${same}: ${found < limit ? found : `${limit} or more`}`,
    ),
    ...(overview.averageRating === null
      ? []
      : [`Average rating of the collection: ${overview.averageRating.toFixed(1)}`]),
    ...(byRating === null || oneRating
      ? []
      : byRating.map((count, index) => `With rating ${index + 1} of 5${same}: ${count}`)),
  ];
}

function note({ plan, searches, foundBy }: Material): string[] {
  if (foundBy === 'words' || foundBy === 'filters') return [];
  const instead =
    foundBy === 'any'
      ? 'The reviews below are a spread of the whole collection'
      : `The reviews below match the filter only (${dataLine(describeFilter(plan.filters), 200)})`;
  const missed = searches.length === 0 ? 'the filter' : searches.map(({ query }) => quoted(query)).join(', ');
  return [`Note: No review matches ${missed}. ${instead}.`];
}

function quoted(query: string): string {
  return `“${dataLine(query, 60)}”`;
}
