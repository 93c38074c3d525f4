import type { Source } from '#shared/chatEvent.ts';

const longestUnits = 160;
const similar = 0.5;
/** What a quote may leave out or put in between: `…`, `...`, `[…]`, `[the app]`. */
const gaps = /\[[^\]\s]*(?:\s[^\]\s]*)?\]|\(…\)|…|\.\.\./;

/** A review's words, for comparing: lower case, letters and digits only; "can't" is one word, never "can". */
export function quoteWords(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/<[^<>]{0,300}>/g, ' ')
      .replace(/n['’]t(?!\p{L})/gu, 'nt')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** Looks up what is quoted in the reviews that were read. */
export function createQuoteSources(sources: readonly Source[]) {
  const known = sources.map((source) => ({ source, words: ` ${quoteWords(source.text).join(' ')} ` }));

  /** Whether the runs, in their order, stand in the words word for word; the last word of a begun quote may go on. */
  const contains = (words: string, runs: readonly (readonly string[])[], isBegun: boolean): boolean => {
    let from = 0;
    for (const [at, run] of runs.entries()) {
      const end = isBegun && at === runs.length - 1 ? '' : ' ';
      const found = words.indexOf(` ${run.join(' ')}${end}`, from);
      if (found < 0) return false;
      from = found + run.join(' ').length + 1;
    }
    return true;
  };

  return {
    /** The reviews in which a quote, or the beginning of one, stands word for word; `…` in it leaves something out. */
    holding(quote: string, isBegun = false): Source[] {
      const runs = quote
        .split(gaps)
        .map(quoteWords)
        .filter((run) => run.length > 0);
      // single words with gaps between them could be made to say anything
      if (runs.length === 0 || runs.flat().length < 2 * runs.length - 1) return [];
      return known.filter(({ words }) => contains(words, runs, isBegun)).map(({ source }) => source);
    },
    /** What the quoted customer, or any of them, really wrote that comes nearest; null where nothing is like it. */
    nearest(quote: string, cited: readonly number[]): string | null {
      const wanted = new Set(quoteWords(quote));
      const own = sources.filter(({ n }) => cited.includes(n));
      const [best] = (own.length > 0 ? own : sources)
        .flatMap(({ text }) => sentencesOf(text))
        .map((sentence) => ({
          sentence,
          score: new Set(quoteWords(sentence).filter((word) => wanted.has(word))).size,
        }))
        .toSorted((a, b) => b.score - a.score);
      if (best === undefined) return null;
      // a citation says whose words are meant; without one only words much like them will do
      return own.length > 0 || best.score >= similar * wanted.size ? best.sentence : null;
    },
  };
}

function sentencesOf(text: string): string[] {
  return text
    .replace(/<[^<>]{0,300}>/g, ' ')
    .split(/(?<=[.!?…])\s+|\n+/u)
    .map((sentence) => sentence.trim().replace(/["“”„«»[\]]/gu, ''))
    .filter((sentence) => sentence !== '')
    .map((sentence) => {
      if (sentence.length <= longestUnits) return sentence;
      return `${sentence
        .slice(0, longestUnits)
        .toWellFormed()
        .replace(/\s+\S*$/u, '')}…`;
    });
}
