/** Text that may leave, and the citations that were taken out of it. */
export interface FilteredText {
  text: string;
  dropped: DroppedCitation[];
}

export interface DroppedCitation {
  /** UTF-16 units of all text that had left when it was dropped. */
  offset: number;
  /** As the model wrote it. */
  citation: string;
}

export interface CitationFilter {
  push(text: string): FilteredText;
  end(): FilteredText;
  /** UTF-16 units of all text that has left or is held: where the next text will stand. */
  offset(): number;
}

/** What can stand inside a citation: numbers, lists, ranges, and words such as `review` or `r` before them. */
const citationUnit = /[\d\s,;:.#^–—-]|[reviwsoucf]/i;
const citedItem = /^(?:\^|#|r|refs?|reviews?|sources?)?[\s.:#]*(\d+)(?:\s*[-–—]\s*[a-z#]*\s*(\d+))?$/i;
const longestHeld = 240;
/** Text in which nothing begins that would have to be held back: no bracket, no space or half a pair at its end. */
const isPlain = /^[^[]*[^[ \uD800-\uDBFF]$/;

/**
 * Lets a growing answer pass and takes out citations of reviews that were not given: `[99]`, `[r999]`, the wrong part
 * of `[1, 99]`. Only what may still become a citation is held back; how the text was cut into pieces changes nothing.
 */
export function createCitationFilter(validNumbers: Iterable<number>): CitationFilter {
  const valid = new Set(validNumbers);
  let left = 0;
  /** Spaces, then from a `[` on what may become a citation; or the first half of a surrogate pair. */
  let held = '';
  let afterDrop = false;
  let out = '';
  let dropped: DroppedCitation[] = [];

  const release = (text: string) => {
    // NUL and lone halves are replaced here, unit for unit, because nothing may shift the offsets later
    const clean = text.toWellFormed().replaceAll('\0', '\uFFFD');
    out += clean;
    left += clean.length;
    held = '';
  };

  const take = (unit: string) => {
    if (afterDrop) {
      afterDrop = false;
      // "slow [99]." reads "slow.", "slow [99] and" reads "slow and", "slow [99][3]" keeps its space
      if (held.endsWith(' ') && /[\s.,;:!?)]/.test(unit)) held = held.slice(0, -1);
    }
    const open = held.lastIndexOf('[');
    if (unit === '[' || (open >= 0 && citationUnit.test(unit))) {
      held += unit;
      // an endless "citation" loses its brackets, so that none slips through by length
      if (held.length > longestHeld) release(held.replaceAll('[', ''));
    } else if (open >= 0 && unit === ']') {
      closeCitation(open);
    } else if (open < 0 && unit === ' ' && held.length < longestHeld) {
      held += unit;
    } else if (unit >= '\uD800' && unit <= '\uDBFF') {
      release(held);
      held = unit;
    } else {
      release(held + unit);
    }
  };

  const closeCitation = (open: number) => {
    const inside = held.slice(open + 1);
    const cited = citedIn(inside, valid);
    if (cited === null) return release(`${held}]`);
    const before = held.slice(0, open);
    if (cited.wrong) dropped.push({ offset: left, citation: `[${inside}]` });
    if (cited.numbers.length > 0) return release(`${before}[${cited.numbers.join(', ')}]`);
    held = before;
    afterDrop = true;
  };

  const handOver = (): FilteredText => {
    const result = { text: out, dropped };
    out = '';
    dropped = [];
    return result;
  };

  return {
    push(text) {
      // nearly every piece is a plain word, and there are thousands of them a second
      if (held === '' && !afterDrop && isPlain.test(text)) release(text);
      // by UTF-16 unit: a piece may end inside a surrogate pair
      else for (let at = 0; at < text.length; at += 1) take(text.charAt(at));
      return handOver();
    },
    end() {
      release(afterDrop && held.endsWith(' ') ? held.slice(0, -1) : held);
      return handOver();
    },
    offset: () => left + held.length,
  };
}

/** The valid numbers inside a pair of brackets; null when it is no citation at all. */
function citedIn(inside: string, valid: ReadonlySet<number>): { numbers: number[]; wrong: boolean } | null {
  const numbers = new Set<number>();
  let wrong = false;
  for (const item of inside.split(/[,;]/)) {
    const match = citedItem.exec(item.trim());
    if (!match) return null;
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    const inRange = [...valid].filter((n) => n >= from && n <= to).toSorted((a, b) => a - b);
    if (inRange.length === 0 || inRange.length < to - from + 1) wrong = true;
    for (const n of inRange) numbers.add(n);
  }
  return { numbers: [...numbers], wrong };
}
