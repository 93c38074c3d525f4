const pairs = ['**', '`'] as const;
/** The mark of a list item, a heading or a rule with nothing behind it: `-` under a line would make that a heading. */
const bareMark = /^\s*([-=*+#>]+|\d+[.)]?)\s*$/;

/**
 * The end of a growing text as it will most likely go on: an emphasis or a piece of code that is still open is
 * closed, a mark with nothing behind it yet is left out. Only for what is shown now; the text itself stays as it is.
 */
export function closeOpenMarks(block: string): string {
  if (/^ {0,3}(`{3,}|~{3,})/m.test(block)) return block;
  const start = block.lastIndexOf('\n') + 1;
  const line = block.slice(start);
  if (start > 0 && bareMark.test(line)) return block.slice(0, start);
  const closed = pairs.reduce((text, mark) => {
    if (text.split(mark).length % 2 === 1) return text;
    return text.endsWith(mark) ? text.slice(0, -mark.length) : `${text.trimEnd()}${mark}`;
  }, line);
  return block.slice(0, start) + closed;
}
