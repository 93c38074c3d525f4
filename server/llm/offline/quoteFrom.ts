const shortestUnits = 18;
export const longestUnits = 150;
/** A sentence that is shorter takes its neighbours along: they often hold the point. */
const tellingUnits = 70;

/** How well a text speaks of what a quote should be on. */
type Score = (text: string) => number;

/**
 * The sentence of a text with the highest score, verbatim, shortened at word edges, and that score; empty where none
 * is fit to quote.
 */
export function quoteFrom(text: string, scoreOf: Score): { text: string; score: number } {
  const found = [...text.matchAll(/\S.*?(?:[.!?…。！？]+(?=\s|$)|[。！？]|$)/gsu)];
  const sentences = found.map(({ index: from, 0: own }) => ({ from, to: from + own.length, text: own }));
  const shortest = Math.min(shortestUnits, text.length);
  const fit = sentences.filter((one) => one.text.length >= shortest && /\p{L}{2}/u.test(one.text));
  const best = mostTelling(fit, scoreOf);
  if (best === undefined) return { text: '', score: 0 };
  const { from, to, score } = best;
  if (best.text.length > longestUnits) return { text: shortened(best.text, scoreOf), score };
  if (best.text.length >= tellingUnits) return { text: trimmed(best.text), score };
  const end = sentences.find((next) => next.from >= to && next.to - from <= longestUnits)?.to ?? to;
  const start = sentences.findLast((last) => last.to <= from && end - last.from <= longestUnits)?.from;
  return { text: trimmed(text.slice(start ?? from, end)), score };
}

/** The one with the highest score; the earliest among equals reads most like a sentence. */
function mostTelling<Passage extends { text: string }>(passages: readonly Passage[], scoreOf: Score) {
  return passages
    .map((passage) => ({ ...passage, score: scoreOf(passage.text) }))
    .toSorted((a, b) => b.score - a.score)[0];
}

/** The run of whole words with the highest score, at most 150 characters long. */
function shortened(sentence: string, scoreOf: Score): string {
  const gaps = sentence.matchAll(/(?<=[,;:–-])\s+|\s+(?=(?:and|but|because|so|which)\b)/g);
  const starts = [0, ...[...gaps].map((gap) => gap.index + gap[0].length)];
  const runs = starts.slice(0, 20).map((start) => {
    const cut = sentence.slice(start, start + longestUnits);
    const whole = start + longestUnits >= sentence.length ? cut : cut.replace(/\s+\S*$/u, '');
    return { text: trimmed(whole.toWellFormed()).replace(/[,;:–-]+$/u, '') };
  });
  const fit = runs.filter(({ text }) => text.length >= shortestUnits);
  const { text = '' } = mostTelling(fit, scoreOf) ?? {};
  return `${sentence.startsWith(text) ? '' : '…'}${text}${sentence.endsWith(text) ? '' : '…'}`;
}

function trimmed(text: string): string {
  return text.replace(/^[\s"“”*_~`#>|-]+|[\s"“”*_~`]+$/gu, '');
}
