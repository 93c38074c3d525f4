import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { MAX_ROW_CHARACTERS, type ParsedRow } from './parsedRow.ts';

/** Unclosed quotes forgiven in one file; each costs reading the rest of it again. */
const MAX_UNCLOSED_QUOTES = 20;
/** In a file that was cut, a quote open for no longer than this was cut rather than forgotten. */
const MAX_CUT_CHARACTERS = 20_000;

interface Cells {
  lineNumber: number;
  cells: string[];
}

/** Where a quote opened that nothing closes, and the text after that line. */
interface Unclosed {
  lineNumber: number;
  rest: string;
}

/**
 * Rows of CSV, TSV and their relatives, streamed; the first row names the columns. Takes quoted line ends, stray
 * quotes, short and long rows, any line end. A quote that never closes costs its own line, not the file.
 * With `isCut` only the beginning of the file is there.
 */
export async function* readDelimited(
  chunks: AsyncIterable<string>,
  delimiter: string,
  isCut: boolean,
): AsyncGenerator<ParsedRow> {
  let columns: string[] | undefined;
  let hasRows = false;
  let firstLine = 1;
  let source: AsyncIterable<string> | string[] = chunks;
  for (let forgiven = 0; ; forgiven++) {
    let unclosed: Unclosed | undefined;
    for await (const row of readCells(source, delimiter, firstLine)) {
      hasRows ||= columns !== undefined || 'rest' in row;
      if ('rest' in row) unclosed = row;
      else if (columns) yield { lineNumber: row.lineNumber, record: recordOf(columns, row.cells) };
      else columns = distinctNames(row.cells);
    }
    if (columns && !hasRows) yield { lineNumber: 1, reason: onlyNames(columns) };
    if (!unclosed || (isCut && unclosed.rest.length < MAX_CUT_CHARACTERS)) return;
    const { lineNumber, rest } = unclosed;
    const isGivenUp = forgiven >= MAX_UNCLOSED_QUOTES || rest.length >= MAX_ROW_CHARACTERS;
    const loss = isGivenUp ? ', so nothing after this line was read' : '';
    yield {
      lineNumber,
      reason: `a quote opens here and never closes${loss}: close it, or write it twice`,
    };
    if (isGivenUp) return;
    firstLine = lineNumber + 1;
    source = [rest];
  }
}

function onlyNames(columns: string[]): string {
  return `only the names of columns (${columns.slice(0, 30).join(', ')}), and no row under them: export the table again with its rows`;
}

/** Rows that are not blank, and last of all what an unclosed quote has swallowed. */
async function* readCells(
  chunks: AsyncIterable<string> | string[],
  delimiter: string,
  firstLine: number,
): AsyncGenerator<Cells | Unclosed> {
  let lineNumber = firstLine;
  const swallowed: string[] = [];
  const parser = parse({
    delimiter,
    raw: true,
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MAX_ROW_CHARACTERS,
    // a thrown error would take the rows before it along, which wait in the stream's buffer
    skip_records_with_error: true,
    on_skip: (_error, raw) => void swallowed.push(raw ?? ''),
  });
  const source = Readable.from(until(chunks, () => swallowed.length > 0));
  // what ends one of the two ends the other; a failure is thrown by the loop below
  pipeline(source, parser, () => undefined);
  const rows: AsyncIterable<{ record: string[]; raw: string }> = parser;
  for await (const { record, raw } of rows) {
    if (record.some((cell) => cell !== '')) yield { lineNumber, cells: record };
    lineNumber += raw.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  const [raw] = swallowed;
  if (raw !== undefined) yield { lineNumber, rest: raw.replace(/^.*?(?:\r\n|\n|\r|$)/, '') };
}

async function* until<T>(items: AsyncIterable<T> | T[], isOver: () => boolean): AsyncGenerator<T> {
  for await (const item of items) {
    if (isOver()) return;
    yield item;
  }
}

/** Column names as the file has them, trimmed; a repeated one gets its number. */
function distinctNames(cells: string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell) => {
    const name = cell.trim();
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function recordOf(columns: string[], cells: string[]): Record<string, string> {
  // fromEntries defines, it does not assign: a column called __proto__ stays a column
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
}
