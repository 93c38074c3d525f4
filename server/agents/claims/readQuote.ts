/** A quote as it was written, and the citation right behind it. */
export interface QuoteReading {
  /** The quotation mark, or the sign and spaces of a blockquote. */
  opening: string;
  inside: string;
  closing: string;
  /** UTF-16 units from the opening to the closing mark. */
  length: number;
  /** The numbers cited right behind it. */
  cited: number[];
  /** Units from the closing mark to the end of that citation; 0 without one. */
  citation: number;
}

const closings: Record<string, { pattern: RegExp; mark: string }> = {
  '"': { pattern: /["”]/u, mark: '"' },
  '“': { pattern: /[”"“]/u, mark: '”' },
  '„': { pattern: /[“”"]/u, mark: '“' },
  '«': { pattern: /»/u, mark: '»' },
  '「': { pattern: /」/u, mark: '」' },
  // an apostrophe inside a word does not close
  '‘': { pattern: /’(?![\p{L}\p{N}])/u, mark: '’' },
  "'": { pattern: /'(?![\p{L}\p{N}])/u, mark: "'" },
};
const longestUnits = 700;
const citation = /^[.,;:!?)*_\s]{0,4}\[(\d[\d,;\s–-]*)\]/;
const citationBegun = /^[.,;:!?)*_\s]{0,4}(?:\[[\d,;\s–-]{0,40})?$/;
/** What may stand behind the words of a blockquote: who said it, and a citation. */
const attribution = /(?:\s*[-–—]{1,2}\s[^[\n]{0,80})?(?:\s*\[(\d[\d,;\s–-]*)\])?\s*$/;

/** Reads a quote at the start of `text`; null when there is none, `more` while one may still be. */
export function readQuote(text: string, isWhole: boolean): QuoteReading | null | 'more' {
  if (text.startsWith('>')) return readBlockquote(text, isWhole);
  const opening = text.slice(0, 1);
  const isApostrophe = /['‘]/.test(opening);
  const body = text.slice(1);
  const closing = closings[opening]?.pattern.exec(body);
  const end = isApostrophe ? body.indexOf('\n') : body.indexOf('\n\n');
  const isCut = end >= 0 && (!closing || end < closing.index);
  // the next letter says whether this apostrophe closes
  const isOpen = isApostrophe && closing !== null && closing?.index === body.length - 1;
  if (!isWhole && isOpen) return 'more';
  if (!closing || isCut || closing.index > longestUnits) {
    if (!isCut && !isWhole && body.length <= longestUnits) return 'more';
    if (isApostrophe) return null;
    // never closed: as much of it as can be one
    const inside = body.slice(0, isCut ? end : longestUnits);
    return inside.trim() === ''
      ? null
      : { opening, inside, closing: '', length: inside.length + 1, cited: [], citation: 0 };
  }
  const inside = body.slice(0, closing.index);
  const after = body.slice(closing.index + closing[0].length);
  if (!isWhole && citationBegun.test(after)) return 'more';
  const found = citation.exec(after);
  return {
    opening,
    inside,
    closing: closing[0],
    length: closing.index + closing[0].length + 1,
    cited: numbersIn(found?.[1]),
    citation: found?.[0].length ?? 0,
  };
}

/** A line of a blockquote; null where it is a heading, a figure, or words in quotation marks, which are read as such. */
function readBlockquote(text: string, isWhole: boolean): QuoteReading | null | 'more' {
  const opening = /^>[ \t]*/.exec(text)?.[0] ?? '>';
  const end = text.indexOf('\n');
  const line = end < 0 ? text : text.slice(0, end);
  const body = line.slice(opening.length);
  if (/^(?:["“„«「‘>#|–—-]|\*\*|\d)/.test(body) || /\[F\d/i.test(body)) return null;
  if (!isWhole && end < 0 && body.length <= longestUnits) return 'more';
  const behind = attribution.exec(body);
  const inside = body.slice(0, behind?.index ?? body.length);
  if (inside.trim() === '') return null;
  const cited = numbersIn(behind?.[1]);
  const length = opening.length + inside.length;
  return {
    opening,
    inside,
    closing: '',
    length,
    cited,
    citation: cited.length > 0 ? (behind?.[0].trimEnd().length ?? 0) : 0,
  };
}

/** The mark that closes a quote. */
export const closingOf = (opening: string): string => closings[opening]?.mark ?? '';

const numbersIn = (list = ''): number[] => (list.match(/\d+/g) ?? []).map(Number);
