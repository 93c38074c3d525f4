// control characters that nobody writes; where a text has them, its marks are wrong and it is not
const [on, off] = ['\u0002', '\u0003'];

/** The options of `ts_headline` that `marksIn` reads: the whole text, with every word that was found between two characters. */
export const headlineOptions = `HighlightAll=true, StartSel="${on}", StopSel="${off}"`;

/** Where the marked words of a headline stand in its text; none where PostgreSQL has changed the text itself. */
export function marksIn({ text, headline }: { text: string; headline: string | null }): [number, number][] {
  const [first = '', ...others] = (headline ?? '').split(on);
  const marks: [number, number][] = [];
  let plain = first;
  for (const other of others) {
    const [word = '', rest = ''] = other.split(off);
    marks.push([plain.length, plain.length + word.length]);
    plain += word + rest;
  }
  return plain === text ? marks : [];
}
