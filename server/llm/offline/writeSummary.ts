import type { AnswerMaterial, PromptTheme } from './answerMaterial.ts';
import { numberOf, numberPattern } from './numberWords.ts';

/** Below this share of the base even the first theme is one of many. */
const smallPercent = 8;
const largePercent = 25;
const wantedThemes = new RegExp(`\\b(?:top|main|biggest|first) (${numberPattern})\\b`, 'i');

/** The finding, its base, and the themes with what customers say: as many as were asked for, else five. */
export function writeSummary(material: AnswerMaterial): string[] {
  const { question, scope, note, quotesOn } = material;
  const themes = material.themes.slice(0, numberOf(wantedThemes.exec(question)?.[1] ?? '5'));
  const [only] = themes;
  if (only === undefined) {
    const quotes = quotesOn(question, 4).map(({ said }) => `- ${said}`);
    return [
      `No theme stands out among the ${scope}: what they say differs from one to the next.`,
      context(material),
      `In customers’ words:\n\n${quotes.join('\n')}`,
    ];
  }
  const found = `${note === null ? '' : 'What the reviews do speak of: '}${finding(themes, material)}`;
  if (themes.length > 1)
    return [found, context(material), themeList(themes, material, (theme) => theme.saidWithShare)];
  const quotes = quotesOn(only.label, 5, only.reviews).map(({ signed }) => `- ${signed}`);
  return [found, `What they say:\n\n${quotes.join('\n')}`, context(material)];
}

function finding([first, second, third]: PromptTheme[], { tone }: AnswerMaterial): string {
  if (first === undefined) return '';
  const one = `**${first.label}**`;
  if (second === undefined) return `${one}: ${first.saidInScope} speak of it.`;
  const other = `**${second.label}**`;
  if (first.count === second.count && first.base === second.base)
    return `${one} and ${other} come up equally often, each in ${first.saidWithShare}.`;
  const what = tone === 'problem' ? 'complaint' : (tone ?? 'topic');
  const next = third === undefined ? other : `${other} and **${third.label}**`;
  if (first.share < smallPercent)
    return `No single ${what} dominates. The most frequent, ${one}, is in ${first.saidWithShare}; ${next} ${third ? 'follow' : 'follows'}.`;
  if (first.share >= largePercent && first.count >= 1.5 * second.count)
    return `${one} is by far the most frequent ${what}: ${first.saidWithShare}. Well behind ${third ? 'come' : 'comes'} ${next}.`;
  return `${one} is the most frequent ${what}, in ${first.saidWithShare}, followed by ${other} in ${second.said}.`;
}

/** How much of everything the scope is. */
export function context({ share, average, tone }: AnswerMaterial): string {
  const mean = average && `the average rating is ${average.said}.`;
  if (share === undefined) return mean ? mean.replace('the', 'The') : '';
  // nobody gave stars: that none are negative would be no news
  if (tone === null && !average && share.count === 0) return '';
  const [, stars] = /^(\d)-star$/.exec(share.label) ?? [];
  const verb = stars ? `have ${stars} ${stars === '1' ? 'star' : 'stars'}` : `are ${share.label}`;
  const part = `${tone === null ? 'For context' : 'Overall'}, ${share.saidInScope} ${verb}`;
  return mean ? `${part}; ${mean}` : `${part}.`;
}

type Say = (theme: PromptTheme) => string;

/** The themes, numbered, each with its count as `say` puts it, two quotes and the other reviews that carry it. */
export function themeList(themes: PromptTheme[], { quotesOn }: AnswerMaterial, say: Say): string {
  const items = themes.map((theme, index) => {
    const quotes = quotesOn(theme.label, 2, theme.reviews);
    const others = theme.reviews.filter((review) => quotes.every((quote) => quote.review !== review));
    const cited = others.length === 0 ? '' : ` [${others.map(({ n }) => n).join(', ')}]`;
    const head = `${index + 1}. **${theme.label}**: ${say(theme)}${cited}`;
    return [head, ...quotes.map((quote) => `   - ${quote.said}`)].join('\n');
  });
  return items.join('\n');
}
