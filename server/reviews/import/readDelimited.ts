import { Readable } from 'node:stream';
import { type Info, parse } from 'csv-parse';
import { lineEnds, MAX_ROW_CHARACTERS, type ParsedRow } from './parsedRow.ts';

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
  let lineNumber = 1;
  let source: AsyncIterable<string> | string[] = chunks;
  for (let attempt = 0; ; attempt++) {
    const rows = readCells(source, delimiter, lineNumber);
    let row = await rows.next();
    for (; !row.done; row = await rows.next()) {
      const { lineNumber, cells } = row.value;
      if (cells.every((cell) => cell === '')) continue;
      hasRows ||= columns !== undefined;
      if (columns) yield { lineNumber, record: recordOf(columns, cells) };
      else columns = distinctNames(cells);
    }
    const unclosed = row.value;
    if (!unclosed && columns && !hasRows) yield { lineNumber: 1, reason: onlyNames(columns) };
    if (!unclosed || (isCut && unclosed.rest.length < MAX_CUT_CHARACTERS)) return;
    hasRows = true;
    const givenUp = attempt >= MAX_UNCLOSED_QUOTES || unclosed.rest.length > MAX_ROW_CHARACTERS - 1;
    yield {
      lineNumber: unclosed.lineNumber,
      reason: givenUp
        ? 'a quote opens here and never closes, so nothing after this line was read: close it, or write it twice'
        : 'a quote opens here and never closes: close it, or write it twice',
    };
    if (givenUp) return;
    lineNumber = unclosed.lineNumber + 1;
    source = [unclosed.rest];
  }
}

function onlyNames(columns: string[]): string {
  return `only the names of columns (${columns.slice(0, 30).join(', ')}), and no row under them: export the table again with its rows`;
}

async function* readCells(
  chunks: AsyncIterable<string> | string[],
  delimiter: string,
  firstLine: number,
): AsyncGenerator<Cells, Unclosed | null> {
  let lineNumber = firstLine;
  let unreadable: string | null = null;
  const parser = parse({
    delimiter,
    raw: true,
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MAX_ROW_CHARACTERS,
    // a thrown error would take the rows before it along, which wait in the stream's buffer
    skip_records_with_error: true,
    on_skip: (_error, raw) => {
      unreadable ??= raw ?? '';
    },
  });
  const source = Readable.from(until(chunks, () => unreadable !== null));
  source.on('error', (error) => parser.destroy(error));
  try {
    const rows: AsyncIterable<{ record: string[]; raw: string; info?: Info }> = source.pipe(parser);
    for await (const { record, raw } of rows) {
      yield { lineNumber, cells: record };
      lineNumber += lineEnds(raw);
    }
  } finally {
    source.destroy();
  }
  // assigned in a callback, which the compiler does not see
  const left = unreadable as string | null;
  return left === null ? null : { lineNumber, rest: left.replace(/^.*?(?:\r\n|\n|\r|$)/, '') };
}

async function* until<T>(items: AsyncIterable<T> | T[], stopped: () => boolean): AsyncGenerator<T> {
  for await (const item of items) {
    if (stopped()) return;
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
