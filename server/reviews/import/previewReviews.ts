import { Readable } from 'node:stream';
import { type ImportPreview, previewBytes } from '#shared/importPreview.ts';
import { emptyTally, noteRow } from './noteRow.ts';
import { type FileOptions, openReviewFile, shownCells } from './openReviewFile.ts';
import type { ImportedReview } from './readReview.ts';

const SHOWN_ROWS = 5;

/**
 * Reads a file's beginning as an import would, and writes nothing: the mapping, the first rows as they would be
 * stored, and what is wrong with how many of the rows in it. Reads at most a little more than `previewBytes`.
 * @throws AppError what `openReviewFile` refuses
 */
export async function previewReviews(
  source: AsyncIterable<Uint8Array>,
  options: Omit<FileOptions, 'isCut'>,
): Promise<ImportPreview> {
  const { bytes, isCut } = await beginningOf(source);
  await using file = await openReviewFile(bytes, { ...options, isCut });
  const { columns, mapping } = file;
  const preview: ImportPreview = { columns, mapping, rows: [], isCut, ...emptyTally() };
  const rows = await Array.fromAsync(file.rows);
  // the last row of a file that was cut may be half a row
  for (const row of isCut && rows.length > 1 ? rows.slice(0, -1) : rows) {
    const result = file.read(row);
    noteRow(preview, row.lineNumber, result);
    if (preview.read > SHOWN_ROWS) continue;
    preview.rows.push({
      line: row.lineNumber,
      cells: 'record' in row ? shownCells(row.record) : {},
      stored: 'review' in result ? storedFields(result.review) : null,
      reason: 'reason' in result ? result.reason : null,
    });
  }
  return preview;
}

function storedFields(review: ImportedReview): Record<string, string> {
  const fields = Object.entries(review).filter(([, value]) => value !== null);
  return shownCells(Object.fromEntries(fields.map(([field, value]) => [field, String(value)])));
}

async function beginningOf(source: AsyncIterable<Uint8Array>) {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    pieces.push(piece);
    length += piece.length;
    if (length > previewBytes) break;
  }
  const bytes = Buffer.concat(pieces).subarray(0, previewBytes);
  return { bytes: Readable.from([bytes]), isCut: length > previewBytes };
}
