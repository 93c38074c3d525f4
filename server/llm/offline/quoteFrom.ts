const shortestUnits = 18;
export const longestUnits = 150;
/** A sentence that is shorter takes its neighbours along: they often hold the point. */
const tellingUnits = 70;
/** What leans on a sentence in front of it, and how much worse that is for a quote. */
const leaning: readonly (readonly [RegExp, number])[] = [
  [
    /^\W*(?:but|and|so|also|or|then|because|which|however|rather|instead|plus|besides|still|yet|otherwise|though|although|nothing|none|to note|even|in addition|on top|same|too|is|are|was|were|has|had|und|aber|mais|et|pero|y)\b/iu,
    2,
  ],
  [/\b(?:pl(?:ea)?s+e?|plz+|one more thing|thank you|thanks)\b/iu, 1.5],
  // a name of many words in capitals
  [/^(?:\p{Lu}\S*\s+){6}/u, 1.5],
];
/** What points at something named before, unless the review begins with it. */
const pointing = /^\W*(?:\p{Ll}|(?:This|That|These|Those|It|Its|It['’]s|They|He|She|Them|There)\b)/u;
const pointingWorse = 0.75;
/** The beginning of a review stands by itself. */
const startBonus = 0.75;

/** How well a text speaks of what a quote should be on. */
type Score = (text: string) => number;

/**
 * The passage of a text with the highest score, verbatim, shortened at word edges, and that score; empty where none
 * is fit to quote. One that can be read without its neighbours is preferred.
 */
export function quoteFrom(text: string, scoreOf: Score): { text: string; score: number } {
  const found = [...text.matchAll(/\S.*?(?:[.!?…。！？]+(?=\s|$)|[。！？]|$)/gsu)];
  const sentences = found.map(({ index: from, 0: own }) => ({ from, to: from + own.length, text: own }));
  const shortest = Math.min(shortestUnits, text.length);
  const passages = sentences
    .filter((one) => one.text.length >= shortest && /\p{L}{2}/u.test(one.text))
    .flatMap(({ from, to, text: own }) => {
      if (own.length > longestUnits) return { from, text: shortened(own, scoreOf), own };
      if (own.length >= tellingUnits) return { from, text: trimmed(own), own };
      const end = sentences.find((next) => next.from >= to && next.to - from <= longestUnits)?.to ?? to;
      const start =
        sentences.find((last) => last.to <= from && end - last.from <= longestUnits)?.from ?? from;
      // with its neighbours, unless those lean on others again
      return [start, from].map((first) => ({ from: first, text: trimmed(text.slice(first, end)), own }));
    });
  return (
    passages
      .map((passage) => ({
        text: passage.text,
        score: scoreOf(passage.own) - leaningOf(passage.text, passage.from === 0),
      }))
      .toSorted((a, b) => b.score - a.score)[0] ?? { text: '', score: 0 }
  );
}

function leaningOf(text: string, isStart: boolean): number {
  const place = isStart ? -startBonus : pointing.test(text) ? pointingWorse : 0;
  return leaning.reduce((sum, [pattern, worse]) => sum + (pattern.test(text) ? worse : 0), place);
}

/** The run of whole words with the highest score, at most 150 characters long. */
function shortened(sentence: string, scoreOf: Score): string {
  const gaps = sentence.matchAll(/(?<=[,;:–-])\s+|\s+(?=(?:and|but|because|so|which)\b)/g);
  const starts = [0, ...[...gaps].map((gap) => gap.index + gap[0].length)];
  const runs = starts.slice(0, 20).map((start) => {
    const cut = sentence.slice(start, start + longestUnits);
    const whole = start + longestUnits >= sentence.length ? cut : cut.replace(/\s+\S*$/u, '');
    return trimmed(whole.toWellFormed()).replace(/[,;:–-]+$/u, '');
  });
  const fit = runs.filter((text) => text.length >= shortestUnits);
  const [{ text } = { text: '' }] = fit
    .map((run) => ({ text: run, score: scoreOf(run) - leaningOf(run, sentence.startsWith(run)) }))
    .toSorted((a, b) => b.score - a.score);
  return `${sentence.startsWith(text) ? '' : '…'}${text}${sentence.endsWith(text) ? '' : '…'}`;
}

function trimmed(text: string): string {
  return text.replace(/^[\s"“”*_~`#>|-]+|[\s"“”*_~`]+$/gu, '');
}
