import { toneOf } from './findConcepts.ts';
import { averageIn, countIn, type PromptAverage, type PromptCount, withMonthName } from './promptFigures.ts';
import { questionTopics } from './questionTopics.ts';
import { createQuoter } from './quotes.ts';
import type { readPrompt } from './readPrompt.ts';

/** What an answer is made of, as the prompt gives it. */
export type AnswerMaterial = ReturnType<typeof materialIn>;
export type PromptTheme = AnswerMaterial['themes'][number];

/** What a count is called other than of those that mention something. */
const ratingLabel = /^(?:negative|positive|\d-star|rated \d to \d)$/;

export function materialIn({ question, valueOf, linesIn, reviews }: ReturnType<typeof readPrompt>) {
  const counts = linesIn('figures').flatMap(countIn);
  const averages = linesIn('figures').flatMap(averageIn);
  const scope = valueOf('Scope') ?? 'reviews';
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
    /** Share of the whole that the scope is, or that is negative; a question about one month counts nothing else. */
    share: rated.find(({ month }) => month === '') ?? rated[0],
    /** Mean rating of the whole. */
    average: averages.find(({ month }) => month === '') ?? averages[0],
    counts,
    averages,
    /** How many of the scope have the words that were asked for. */
    mentions: mentions.filter(({ product, month }) => scope.includes(product) && scope.includes(month)),
    /** The products that are compared, best average first. */
    standings: averages
      .filter(({ product, month }) => product !== '' && month === '' && !product.includes(' or '))
      .toSorted((a, b) => b.average - a.average)
      .map((average) => ({ ...average, line: standingLine(average, rated) })),
    themes: linesIn('themes')
      .flatMap(countIn)
      .map((theme) => ({ ...theme, reviews: reviews.filter(({ n }) => theme.reviewNumbers.includes(n)) })),
    reviews,
    /** So many quotes at most on a theme or a question's words, none that stands in the answer already. */
    quotesOn: createQuoter(reviews, tone),
  };
}

/** A product's average and share; it is named in front of them, so that nobody takes them for another's. */
function standingLine({ product, said }: PromptAverage, rated: readonly PromptCount[]): string {
  const counted = rated.find((count) => count.product === product);
  const share = counted ? `; ${counted.saidWithShare} are ${counted.label.replace('-star', ' star')}` : '';
  return `- **${product}**: ${said} on average${share}`;
}
