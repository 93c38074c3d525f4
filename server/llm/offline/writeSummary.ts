import type { AnswerMaterial } from './answerMaterial.ts';
import { type PromptTheme, said, saidInScope, saidWithShare } from './promptFigures.ts';
import { quoteTopic } from './quoteFrom.ts';
import { attribution, quotesFrom } from './quoteLines.ts';

/** Below this share of the base even the first theme is one of many. */
const smallPercent = 8;
const largePercent = 25;

/** The finding, its base, and the themes with what customers say. */
export function writeSummary(material: AnswerMaterial): string[] {
  const { themes, scope } = material;
  const used: Set<string>[] = [];
  const asked = askedThemes(material.question, themes);
  if (asked.length === 0) {
    const quotes = quotesFrom(material.reviews, {
      topic: quoteTopic(material.question, material.tone),
      count: 4,
      used,
    });
    return [
      `No theme stands out among the ${scope}: what they say differs from one to the next.`,
      context(material),
      `In customers’ words:\n\n${quotes.map((quote) => `- ${quote.said}`).join('\n')}`,
    ];
  }
  if (asked.length === 1) return [finding(asked, material), ...lone(asked[0], material), context(material)];
  const list = asked.map((theme, index) => themeItem(theme, index, material, used));
  return [finding(asked, material), context(material), list.join('\n')];
}

function askedThemes(question: string, themes: readonly PromptTheme[]): PromptTheme[] {
  const top = /\b(?:top|main|biggest|first|five|three|[2-9])\b\D{0,3}(\d{1,2}|three|five)?/i.exec(
    question,
  )?.[1];
  const wanted = { three: 3, five: 5 }[top?.toLowerCase() ?? ''] ?? Number(top ?? 5);
  return themes.slice(0, Number.isNaN(wanted) ? 5 : wanted);
}

function finding([first, second, third]: readonly PromptTheme[], { tone, note }: AnswerMaterial): string {
  if (first === undefined) return '';
  const instead = note === null ? '' : 'What the reviews do speak of: ';
  const what = tone === 'negative' ? 'complaint' : tone === 'positive' ? 'praise' : 'topic';
  const one = `**${first.label}**`;
  if (second === undefined) return `${instead}${one}: ${saidInScope(first)} speak of it.`;
  const other = `**${second.label}**`;
  if (first.text === second.text)
    return `${instead}${one} and ${other} come up equally often, each in ${saidWithShare(first)}.`;
  const next = third === undefined ? other : `${other} and **${third.label}**`;
  const share = first.share ?? 0;
  if (share < smallPercent)
    return `${instead}No single ${what} dominates. The most frequent, ${one}, is in ${saidWithShare(first)}; ${next} follow.`;
  if (share >= largePercent && (first.count ?? 0) >= 1.5 * (second.count ?? 0)) {
    return `${instead}${one} is by far the most frequent ${what}: ${saidWithShare(first)}. Well behind ${third === undefined ? 'comes' : 'come'} ${next}.`;
  }
  return `${instead}${one} is the most frequent ${what}, in ${saidWithShare(first)}, followed by ${other} in ${said(second)}.`;
}

/** How much of everything the scope is. */
export function context({ share, average, tone }: AnswerMaterial): string {
  if (share === null || share.label === 'all')
    return average === null ? '' : `The average rating is ${said(average)}.`;
  const stars = /^(\d)-star$/.exec(share.label)?.[1];
  const verb =
    stars === undefined ? `are ${share.label}` : `have ${stars} ${stars === '1' ? 'star' : 'stars'}`;
  const part = `${tone === null ? 'For context' : 'Overall'}, ${saidInScope(share)} ${verb}`;
  return average === null ? `${part}.` : `${part}; the average rating is ${said(average)}.`;
}

/** Where the answer is one theme, its reviews have the word. */
function lone(theme: PromptTheme | undefined, { reviews, tone }: AnswerMaterial): string[] {
  if (theme === undefined) return [];
  const own = reviews.filter(({ n }) => theme.reviews.includes(n));
  const quotes = quotesFrom(own, { topic: quoteTopic(theme.label, tone), count: 5, used: [] });
  return [
    `What they say:\n\n${quotes.map(({ said, review }) => `- ${said} (${attribution(review)})`).join('\n')}`,
  ];
}

function themeItem(
  theme: PromptTheme,
  index: number,
  { reviews, tone }: AnswerMaterial,
  used: Set<string>[],
): string {
  const own = reviews.filter(({ n }) => theme.reviews.includes(n));
  const quotes = quotesFrom(own, { topic: quoteTopic(theme.label, tone), count: 2, used });
  const quoted = quotes.map(({ review }) => review.n);
  const others = theme.reviews.filter((n) => !quoted.includes(n));
  const cited = others.length === 0 ? '' : ` [${others.join(', ')}]`;
  const head = `${index + 1}. **${theme.label}**: ${saidWithShare(theme)}${cited}`;
  return [head, ...quotes.map((quote) => `   - ${quote.said}`)].join('\n');
}
