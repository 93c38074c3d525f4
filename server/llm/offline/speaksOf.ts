import { clauses } from '#server/text/clauses.ts';

/** A text as the stems of its statements. */
type Stems = readonly string[][];

export function stemsOf(text: string): Stems {
  return clauses(text).map((clause) => clause.map(({ stem }) => stem));
}

const read = new Map<string, Stems>();
const mostRead = 5_000;

/** Whether a text has one of the alternatives: a word, several words anywhere, or a `"quoted phrase"`. */
export function speaksOf(text: Stems, alternatives: readonly string[]): boolean {
  return alternatives.some((alternative) => {
    const wanted = read.get(alternative) ?? stemsOf(alternative);
    if (read.size > mostRead) read.clear();
    read.set(alternative, wanted);
    const stems = wanted.flat();
    if (alternative.startsWith('"'))
      return text.some((clause) => ` ${clause.join(' ')} `.includes(` ${stems.join(' ')} `));
    return stems.length > 0 && stems.every((stem) => text.some((clause) => clause.includes(stem)));
  });
}
