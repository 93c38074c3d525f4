import { toneOf } from './findConcepts.ts';
import {
  averageIn,
  countIn,
  type PromptAverage,
  type PromptCount,
  periodIn,
  withMonthName,
} from './promptFigures.ts';
import { questionDays } from './questionDays.ts';
import { questionTopics } from './questionTopics.ts';
import { createQuoter } from './quotes.ts';
import type { readPrompt } from './readPrompt.ts';

/** What an answer is made of, as the prompt gives it. */
export type AnswerMaterial = ReturnType<typeof materialIn>;
export type PromptTheme = AnswerMaterial['themes'][number];
/** How the reviews of one product, or those with some words, are rated. */
export type Standing = AnswerMaterial['standings'][number];

/** What a count is called other than of those that mention something. */
const ratingLabel = /^(?:negative|positive|\d-star|rated \d to \d)$/;

export function materialIn({ question, valueOf, linesIn, reviews }: ReturnType<typeof readPrompt>) {
  const counts = linesIn('figures').flatMap(countIn);
  const averages = linesIn('figures').flatMap(averageIn);
  const scope = valueOf('Scope') ?? 'reviews';
  const dates = valueOf('Dates') ?? '';
  const tone = toneOf(scope);
  const rated = counts.filter(({ label }) => ratingLabel.test(label));
  const mentions = counts.filter(({ label }) => label.startsWith('mention '));
  return {
    question,
    /** What it is about, in its own words. */
    topics: questionTopics(question),
    /** `cited_summary`, `count`, `trend`, `comparison` or `quotes`. */
    output: /^\w+/.exec(valueOf('Wanted') ?? '')?.[0] ?? 'cited_summary',
    /** What the base is called: `negative reviews of Mobile app`. */
    scope: withMonthName(scope),
    tone,
    /** That nothing matched, if so. */
    note: valueOf('Note')?.split(/(?<=\.) (?=The reviews below)/)[0] ?? null,
    /** When all the dated reviews are from, in words; nothing where none is dated. */
    period: periodIn(dates),
    /** Whether the days that the question names leave none out; said once, not again with every follow-up. */
    isWholePeriod:
      dates.includes('leave none out') && questionDays(question, dates.slice(14, 24), null) !== null,
    /** Share of the whole that the scope is, or that is negative; a question about one month counts nothing else. */
    share: rated.find(({ month }) => month === '') ?? rated[0],
    /** Mean rating of the whole. */
    average: averages.find(({ month }) => month === '') ?? averages[0],
    counts,
    averages,
    /** How many of the scope have the words that were asked for. */
    mentions: mentions.filter(({ product, month }) => scope.includes(product) && scope.includes(month)),
    /** The products, best average first. */
    standings: standingsBy('product', averages, rated),
    /** The reviews with the words that are compared, best average first. */
    wordStandings: standingsBy('words', averages, rated),
    /** How many products there are, more than may be listed. */
    productCount: Number(valueOf('Products') ?? 0),
    /** Whether praise is held against blame: how many reviews are either. */
    sides: valueOf('Compared') === null ? [] : rated.filter(({ month }) => month === ''),
    themes: linesIn('themes')
      .flatMap(countIn)
      .map((theme) => ({ ...theme, reviews: reviews.filter(({ n }) => theme.reviewNumbers.includes(n)) })),
    reviews,
    /** So many quotes at most on a theme or a question's words, none that stands in the answer already. */
    quotesOn: createQuoter(reviews, tone),
  };
}

function standingsBy(
  group: 'product' | 'words',
  averages: readonly PromptAverage[],
  rated: readonly PromptCount[],
) {
  return averages
    .filter((figure) => figure[group] !== '' && figure.month === '' && !figure.product.includes(' or '))
    .filter(({ words }) => group === 'words' || words === '')
    .toSorted((a, b) => b.average - a.average || b.base - a.base)
    .map((figure) => {
      const counted = rated.find((count) => count[group] === figure[group]);
      const share = counted
        ? `; ${counted.saidWithShare} are ${counted.label.replace('-star', ' star')}`
        : '';
      return { ...figure, name: figure[group], counted, line: `${figure.said} on average${share}` };
    });
}

/** Rows under a head as a Markdown table. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
