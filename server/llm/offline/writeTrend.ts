import type { AnswerMaterial } from './answerMaterial.ts';
import { monthName } from './monthName.ts';
import { type PromptFigure, said, saidWithShare } from './promptFigures.ts';
import { questionTopics } from './questionTopics.ts';
import { quoteTopic } from './quoteFrom.ts';
import { quotesFrom } from './quoteLines.ts';

/** A month with fewer reviews than this is no peak by its share. */
const fewReviews = 10;
/** Where no month has this many, the months differ by chance. */
const fewMentions = 4;
/** A change of the share by fewer points is none. */
const noChangePoints = 5;

interface Month {
  month: string;
  counted: PromptFigure;
  average: PromptFigure | undefined;
}

/** What rose and fell, the peak, the latest month; then the months as a table. */
export function writeTrend(material: AnswerMaterial): string[] {
  const { figures, question, reviews, note } = material;
  const months = figures
    .filter(
      (figure): figure is PromptFigure & { month: string } => figure.month !== null && figure.count !== null,
    )
    .map(
      (counted): Month => ({
        month: counted.month,
        counted,
        average: figures.find(({ month, average }) => month === counted.month && average !== null),
      }),
    )
    .toSorted((a, b) => (a.month < b.month ? -1 : 1));
  const [first] = months;
  if (!first) return ['The reviews carry no dates in this scope, so no trend can be told.'];
  const topics = questionTopics(question);
  const isMentions = first.counted.label.startsWith('mention ');
  const what = isMentions
    ? `Mentions of ${topics.join(' and ') || 'it'}`
    : capital(material.tone === null ? `${first.counted.label} reviews` : material.scope);
  const quotes =
    note === null && isMentions
      ? quotesFrom(reviews, { topic: quoteTopic(topics.join(' ')), count: 2, used: [] })
      : [];
  return [
    turn(months, what),
    table(months, what),
    quotes.length === 0 ? '' : `For example:\n\n${quotes.map((quote) => `- ${quote.said}`).join('\n')}`,
  ];
}

function turn(months: readonly Month[], what: string): string {
  const [only] = months;
  if (only && months.length === 1)
    return `All reviews here are from ${monthName(only.month)}, so there is no trend to tell: ${saidWithShare(only.counted)}.`;
  const solid = months.filter(({ counted }) => counted.base >= fewReviews);
  const shown = solid.length > 2 ? solid : months;
  const peak = shown.reduce((a, b) => ((b.counted.share ?? 0) > (a.counted.share ?? 0) ? b : a));
  const last = shown.at(-1) ?? peak;
  if ((peak.counted.count ?? 0) < fewMentions) {
    return `${what} are too rare for a trend: the most in one month were ${said(peak.counted)} in ${monthName(peak.month)}.`;
  }
  const sentence = `${what} peaked in ${monthName(peak.month)}, at ${saidWithShare(peak.counted)}.`;
  if (last === peak) return `${sentence} That is the latest month.`;
  const half = Math.floor(shown.length / 2);
  const change = shareOf(shown.slice(half)) - shareOf(shown.slice(0, half));
  const course =
    Math.abs(change) < noChangePoints
      ? 'The share moves up and down without a lasting direction'
      : `The later months have a ${change > 0 ? 'higher' : 'lower'} share than the earlier ones`;
  const latest = `in ${monthName(last.month)}, the latest month, it was ${saidWithShare(last.counted)}`;
  return `${sentence} ${course}; ${latest}.`;
}

/** Of all reviews of these months, in per cent. */
function shareOf(months: readonly Month[]): number {
  const sum = (key: 'count' | 'base') =>
    months.reduce((total, { counted }) => total + (counted[key] ?? 0), 0);
  return (100 * sum('count')) / Math.max(1, sum('base'));
}

/** The months as a table; the rating of a month says nothing of those reviews that mention a topic. */
function table(months: readonly Month[], what: string): string {
  const rated = months[0]?.counted.label.startsWith('mention ') === false;
  const cells = months.map(({ month, counted, average }) => [
    month,
    said(counted),
    counted.share === null ? '' : `${counted.share} % [F${counted.n}]`,
    ...(rated ? [average ? said(average) : ''] : []),
  ]);
  const head = ['Month', what, 'Share', ...(rated ? ['Average rating'] : [])];
  return [head, head.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
