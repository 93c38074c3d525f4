import { phrases } from './phrases.ts';
import type { PromptReview } from './promptParts.ts';
import { familyOf } from './wordFamilies.ts';

const shortestUnits = 12;
const longestUnits = 140;

/** The sentence of a review that speaks most of a theme, verbatim, shortened at word edges; null if none is fit to quote. */
export function quoteFrom(review: PromptReview, label: string): string | null {
  const themeStems = phrases(label).flatMap((run) =>
    run.filter((word) => word.meaningful).map((word) => word.stem),
  );
  const families = new Set(themeStems.map(familyOf).filter((family) => family !== undefined));
  const speaksOf = (text: string) =>
    phrases(text)
      .flat()
      .filter(({ stem }) => themeStems.includes(stem) || families.has(familyOf(stem) ?? -1)).length;
  const sentences = review.text
    .split(/(?<=[.!?…])\s+/u)
    .map((sentence) => sentence.replace(/^[\s"“”*_~`#>|-]+|[\s"“”*_~`]+$/gu, ''))
    .filter((sentence) => sentence.length >= shortestUnits && /\p{L}/u.test(sentence));
  const [best] = sentences.toSorted((a, b) => speaksOf(b) - speaksOf(a));
  return best === undefined ? null : shortened(best, speaksOf);
}

/** At most 140 characters of a sentence: the run of words that speaks most of the theme. */
function shortened(sentence: string, speaksOf: (text: string) => number): string {
  if (sentence.length <= longestUnits) return sentence;
  const starts = [0, ...[...sentence.matchAll(/\s+/g)].map((space) => space.index + space[0].length)];
  const runs = starts.slice(0, 60).map((start) => {
    const cut = sentence.slice(start, start + longestUnits);
    const whole = start + longestUnits >= sentence.length ? cut : cut.replace(/\s+\S*$/u, '');
    const shown = whole
      .toWellFormed()
      .trim()
      .replace(/[,;:–-]+$/u, '');
    return `${start > 0 ? '…' : ''}${shown}${whole.length < sentence.length - start ? '…' : ''}`;
  });
  // the earliest among equals reads most like a sentence
  const [best] = runs.toSorted((a, b) => speaksOf(b) - speaksOf(a));
  return best ?? '';
}
