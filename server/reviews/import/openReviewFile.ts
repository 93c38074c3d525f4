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
import { startingWith } from './startingWith.ts';

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

/** A file of reviews whose columns are known. Whoever opened it disposes it, and thereby lets go of its source. */
export interface ReviewFile extends AsyncDisposable {
  columns: string[];
  mapping: ReviewMapping;
  /** The first row, each cell cut to 200 characters. */
  sampleRow: Record<string, string>;
  /** The same for the same beginning of a file, read with the same mapping. */
  fingerprint: string;
  rows: AsyncGenerator<ParsedRow>;
  /** The review in a row, or why there is none. */
  read: (row: ParsedRow) => ReadReview;
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
  const close = async () => void (await parsed.return(undefined));
  try {
    const first: ParsedRow[] = [];
    while (first.length < SAMPLE_ROWS) {
      const next = await parsed.next();
      if (next.done) break;
      first.push(next.value);
    }
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
      rows: startingWith(first, parsed),
      read: (row) => ('record' in row ? readReview(row.record, mapping, order) : row),
      [Symbol.asyncDispose]: close,
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

function noReviews(first: ParsedRow | undefined): AppError {
  if (!first || !('reason' in first))
    return new AppError('file-empty', 'The file is empty. Export it again, or choose another one.');
  return new AppError('no-reviews', `No review could be read. Line ${first.lineNumber}: ${first.reason}.`);
}
