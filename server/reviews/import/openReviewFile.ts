import { createHash } from 'node:crypto';
import { AppError } from '#server/appError.ts';
import { cutText } from '#server/db/cleanText.ts';
import type { ReviewMapping } from '#shared/reviewMapping.ts';
import { guessMapping } from './guessMapping.ts';
import { overrideMapping } from './overrideMapping.ts';
import type { ParsedRow } from './parsedRow.ts';
import { parseReviews } from './parseReviews.ts';
import { dateOrder } from './readDate.ts';
import { type ReadReview, readReview } from './readReview.ts';

const SAMPLE_ROWS = 200;
const SHOWN_POINTS = 200;

export interface FileOptions {
  /** Its extension helps where the content could be two things. */
  filename?: string | undefined;
  /** `column=field,…` on top of the guessed mapping, or a whole mapping as JSON instead of it. */
  map?: string | undefined;
  /** Only the beginning of the file is there, so its last row may be half a row. */
  isCut?: boolean | undefined;
}

/** One row of a file: its cells where they could be read, and the review in it or why there is none. */
export interface FileRow {
  lineNumber: number;
  cells: Record<string, string> | null;
  result: ReadReview;
}

/** A file of reviews whose columns are known. Whoever opened it disposes it, and thereby lets go of its source. */
export interface ReviewFile extends AsyncDisposable {
  columns: string[];
  mapping: ReviewMapping;
  /** The first row, each cell cut to 200 characters. */
  sampleRow: Record<string, string>;
  /** The same for the same beginning of a file, read with the same mapping. */
  fingerprint: string;
  rows: AsyncGenerator<FileRow>;
}

/**
 * Opens a file of reviews: guesses its columns from its first rows, puts the owner's own words on top.
 * @throws AppError `file-empty`, `no-reviews`, `mapping-invalid`, and what `parseReviews` refuses
 */
export async function openReviewFile(
  source: AsyncIterable<Uint8Array>,
  options: FileOptions,
): Promise<ReviewFile> {
  const parsed = parseReviews(source, options);
  const close = () => parsed.return(undefined);
  try {
    const first = await take(parsed, SAMPLE_ROWS);
    const sample = first.flatMap((row) => ('record' in row ? [row.record] : []));
    if (sample[0] === undefined) throw noReviews(first[0]);
    const columns = [...new Set(sample.flatMap((record) => Object.keys(record)))];
    const mapping = overrideMapping(guessMapping(columns, sample), options.map ?? '', columns);
    const order = dateOrder(sample.map((record) => record[mapping.reviewedAt ?? ''] ?? ''));
    return {
      columns,
      mapping,
      sampleRow: shownCells(sample[0]),
      fingerprint: createHash('sha256')
        .update(JSON.stringify([mapping, sample]))
        .digest('hex'),
      rows: readRows(startingWith(first, parsed), (record) => readReview(record, mapping, order)),
      [Symbol.asyncDispose]: async () => void (await close()),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Cells as a person is shown them, each cut to 200 characters. */
export function shownCells(cells: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(cells).map(([column, cell]) => [column, cutText(cell, SHOWN_POINTS)]),
  );
}

/** @throws AppError `text-column-missing` when no column is read as the text */
export function requireText({ mapping, columns }: Pick<ReviewFile, 'mapping' | 'columns'>): void {
  if (mapping.text !== undefined) return;
  throw new AppError(
    'text-column-missing',
    `None of the columns looks like the text of a review (${columns.slice(0, 30).join(', ')}). Say which one it is: --map COLUMN=text`,
  );
}

function noReviews(first: ParsedRow | undefined): AppError {
  if (!first || !('reason' in first))
    return new AppError('file-empty', 'The file is empty. Export it again, or choose another one.');
  return new AppError('no-reviews', `No review could be read. Line ${first.lineNumber}: ${first.reason}.`);
}

async function* readRows(
  rows: AsyncGenerator<ParsedRow>,
  read: (record: Record<string, string>) => ReadReview,
): AsyncGenerator<FileRow> {
  for await (const row of rows) {
    const { lineNumber } = row;
    if ('record' in row) yield { lineNumber, cells: row.record, result: read(row.record) };
    else yield { lineNumber, cells: null, result: { reason: row.reason } };
  }
}

async function take<T>(items: AsyncGenerator<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = await items.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

async function* startingWith<T>(first: readonly T[], rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield* first;
  yield* rest;
}
