import { type createQuoteSources, quoteWords } from './quoteSource.ts';
import type { QuoteReading } from './readQuote.ts';

/** What is to be done with a quote. */
export type QuoteVerdict =
  /** It is a name, not a quote. */
  | { is: 'name' }
  /** It is true; `citation` is said instead of the one behind it, if that is wrong. */
  | { is: 'true'; holders: number[]; citation: string | null }
  /** It is not what was written; `text` is, or null where nothing is like it. */
  | { is: 'false'; text: string | null };

export interface QuoteParts {
  quotes: ReturnType<typeof createQuoteSources>;
  /** The question, the labels and the words of the figures, lower case. */
  known: readonly string[];
  /** Whether reviews were read at all: talk without them quotes nobody. */
  hasSources: boolean;
}

/** Fewer words in quotation marks are a name. */
export const shortestQuoteWords = 3;
const reports =
  /\[(\d[\d,;\s–-]*)\]\s*(?:(?:says?|said|writes?|wrote|put it|puts it|complains?|reports?|notes?|adds?|states?|schreibt|sagt|écrit|dit|dice|escribe)\s*)?:?\s*$/iu;
const invites =
  /(?:\b(?:ask|try|asking|e\.g\.|for example|fragen|versuche\p{L}*|demandez|essayez|pregunt\p{L}*|prueb\p{L}*)[^.!?\n]*)$/iu;

/** Holds a quote against the reviews; `line` is what stands in front of it. */
export function judgeQuote(
  reading: QuoteReading,
  line: string,
  { quotes, known, hasSources }: QuoteParts,
): QuoteVerdict {
  const { inside, opening, closing } = reading;
  const holders = quotes.holding(inside).map(({ n }) => n);
  const front = reading.cited.length === 0 ? reports.exec(line) : null;
  const isReported = front !== null && !/\]\s*$/.test(front[0]);
  const cited = isReported ? (front[1]?.match(/\d+/g) ?? []).map(Number) : reading.cited;
  if (holders.some((n) => cited.includes(n)) || (holders.length > 0 && cited.length === 0))
    return { is: 'true', holders, citation: null };
  if (holders.length > 0 && !isReported) return { is: 'true', holders, citation: `[${holders[0]}]` };
  if (holders.length === 0 && reading.cited.length === 0 && (!hasSources || isName(inside, line, known)))
    return { is: 'name' };
  const nearest = quotes.nearest(inside, cited);
  return { is: 'false', text: nearest === null ? null : `${opening}${nearest}${closing || ''}` };
}

/** Words in quotation marks that quote nobody: a button, a search, a question to ask. */
export function isName(inside: string, line: string, known: readonly string[]): boolean {
  const words = inside.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  if (quoteWords(inside).length < shortestQuoteWords) return true;
  if (
    known.some((text) =>
      text.includes(
        inside
          .toLowerCase()
          .trim()
          .replace(/[.,!?]$/, ''),
      ),
    )
  )
    return true;
  if (words.length <= 5 && words.every((word) => word.length < 4 || /^[\p{Lu}\p{N}]/u.test(word)))
    return true;
  return /\?\s*$/.test(inside) && invites.test(line);
}
