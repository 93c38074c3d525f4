import type { Figure } from '#shared/figure.ts';

const tones: readonly [tone: string, words: RegExp][] = [
  ['negative', /n[eé]gati[vf]\p{L}*|critical|unhappy|(?<!\p{L})bad(?!\p{L})/iu],
  ['positive', /positi[vf]\p{L}*|(?<!un)happy|(?<!\p{L})good(?!\p{L})/iu],
  ...['one', 'two', 'three', 'four', 'five'].map((word, at): [string, RegExp] => [
    `${at + 1}-star`,
    new RegExp(`(?<![\\d\\p{L}])(?:${at + 1}|${word})[- ]stars?`, 'iu'),
  ]),
];
const swaps: Record<string, readonly [RegExp, string][]> = {
  negative: [
    [/positif/i, 'négatif'],
    [/positiv/i, 'negativ'],
  ],
  positive: [
    [/n[eé]gatif/i, 'positif'],
    [/negativ/i, 'positiv'],
  ],
};

/** Which reviews words speak of: `negative`, `positive`, `1-star`…; null where they do not say. */
export function toneOf(words: string): string | null {
  return tones.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** The tone of the reviews among which was counted, and of those that were counted. */
export function tonesOf({ text, label }: Figure): { base: string | null; counted: string | null } {
  const base = toneOf(/^[\d,]+ of [\d,]+ (.*?)reviews?\b/.exec(text)?.[1] ?? '');
  const isTone = /^(?:negative|positive|\d[- ]stars?)$/i.test(label);
  return { base, counted: isTone ? toneOf(label) : base };
}

/** Says another tone in the same words and language; without one the word of tone is left out. */
export function withTone(words: string, tone: string | null): string {
  const [, pattern] = tones.find(([name]) => name === toneOf(words)) ?? [];
  if (pattern === undefined || toneOf(words) === tone) return words;
  if (tone === null) return words.replace(pattern, '').replace(/ {2,}/g, ' ').trim();
  const swap = (swaps[tone] ?? []).find(([from]) => from.test(words));
  return swap ? words.replace(...swap) : words.replace(pattern, tone);
}
