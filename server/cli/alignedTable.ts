import type { QueryResult } from '#server/db/readOnlyQuery.ts';

const NUMERIC = /^-?\d+(\.\d+)?$/;
const WIDEST = 80;

/** A query's rows as psql shows them: aligned columns, numbers to the right, a count below. */
export function alignedTable({ columns, rows, cut }: QueryResult): string {
  const cells = rows.map((row) => row.map((value) => shorten(value ?? '')));
  const widths = columns.map((name, index) =>
    Math.max(width(name), ...cells.map((row) => width(row[index] ?? ''))),
  );
  const right = columns.map(
    (_, index) =>
      rows.length > 0 && rows.every((row) => row[index] === null || NUMERIC.test(row[index] ?? '')),
  );
  const line = (row: string[]) =>
    row
      .map((cell, index) => pad(cell, widths[index] ?? 0, right[index] ?? false))
      .join(' | ')
      .trimEnd();
  const count = `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'}${cut ? ', the first of more' : ''})`;
  return [
    ` ${line(columns)}`,
    widths.map((size) => '-'.repeat(size + 2)).join('+'),
    ...cells.map((row) => ` ${line(row)}`),
    count,
  ].join('\n');
}

const shorten = (text: string) => {
  const oneLine = text.replace(/\s+/g, ' ');
  const points = [...oneLine];
  return points.length > WIDEST ? `${points.slice(0, WIDEST - 1).join('')}…` : oneLine;
};
const width = (text: string) => [...text].length;
const pad = (text: string, size: number, right: boolean) => {
  const space = ' '.repeat(Math.max(0, size - width(text)));
  return right ? space + text : text + space;
};
