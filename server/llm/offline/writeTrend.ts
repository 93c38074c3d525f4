import { capital } from '#server/text/capital.ts';
import { type AnswerMaterial, tableOf } from './answerMaterial.ts';
import { monthName, type PromptCount } from './promptFigures.ts';
import { examples } from './writeCount.ts';

/** A month with fewer reviews than this is no peak by its share. */
const fewReviews = 10;
/** Where no month has this many, the months differ by chance. */
const fewMentions = 4;
/** A change of the share by fewer points is none. */
const noChangePoints = 5;

/** What rose and fell, the peak, the latest month; then the months as a table. */
export function writeTrend(material: AnswerMaterial): string[] {
  const months = monthsIn(material);
  const [first] = months;
  if (!first) return ['The reviews carry no dates in this scope, so no trend can be told.'];
  const are = isMention(first) ? 'mention it' : `are ${first.label}`;
  const found = turn(months, countedIn(first, material), are);
  return [found, monthTable(material), isMention(first) ? examples(material) : ''];
}

/** The months as a table; nothing for a single one. */
export function monthTable(material: AnswerMaterial): string {
  const months = monthsIn(material);
  const [first] = months;
  if (!first || months.length === 1) return '';
  // the rating of a month says nothing of those reviews that mention a topic
  const columns = isMention(first) ? 3 : 4;
  const rows = months.map(({ month, said, percent }) => {
    const average = material.averages.find((figure) => figure.month === month);
    return [month, said, percent, average?.said ?? ''].slice(0, columns);
  });
  const head = ['Month', countedIn(first, material), 'Share', 'Average rating'];
  return tableOf(head.slice(0, columns), rows);
}

function monthsIn({ counts }: AnswerMaterial): PromptCount[] {
  return counts.filter(({ month }) => month !== '').toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

const isMention = ({ label }: PromptCount) => label.startsWith('mention ');

/** What is counted by month: `Negative reviews`, `Mentions of sync`. */
function countedIn(figure: PromptCount, { topics, scope, tone }: AnswerMaterial): string {
  const rated = tone === null ? `${figure.label} reviews` : scope;
  return capital(isMention(figure) ? `mentions of ${topics.join(' and ') || 'it'}` : rated);
}

function turn(months: readonly PromptCount[], what: string, are: string): string {
  const [only] = months;
  if (only && months.length === 1)
    return `All reviews here are from ${monthName(only.month)}, so there is no trend to tell: ${only.saidWithShare} ${are}.`;
  const solid = months.filter(({ base }) => base >= fewReviews);
  const shown = solid.length > 2 ? solid : months;
  const peak = shown.reduce((a, b) => (b.share > a.share ? b : a));
  const last = shown.at(-1) ?? peak;
  if (peak.count < fewMentions)
    return `${what} are too rare for a trend: the most in one month were ${peak.said} in ${monthName(peak.month)}.`;
  const sentence = `${what} peaked in ${monthName(peak.month)}, at ${peak.saidWithShare}.`;
  if (last === peak) return `${sentence} That is the latest month.`;
  const half = Math.floor(shown.length / 2);
  const change = percentOf(shown.slice(half)) - percentOf(shown.slice(0, half));
  const course =
    Math.abs(change) < noChangePoints
      ? 'The share moves up and down without a lasting direction'
      : `The later months have a ${change > 0 ? 'higher' : 'lower'} share than the earlier ones`;
  const latest = `in ${monthName(last.month)}, the latest month, it was ${last.saidWithShare}`;
  return `${sentence} ${course}; ${latest}.`;
}

/** The share of all reviews of these months, in per cent. */
function percentOf(months: readonly PromptCount[]): number {
  const sum = (key: 'count' | 'base') => months.reduce((total, month) => total + month[key], 0);
  return (100 * sum('count')) / Math.max(1, sum('base'));
}
