import { Readable } from 'node:stream';
import type { ImportPreview } from '#shared/importPreview.ts';
import { previewBytes } from '#shared/importPreview.ts';
import { noteLine } from './noteLine.ts';
import { type FileRow, openReviewFile, shownCells } from './openReviewFile.ts';
import type { ImportedReview } from './readReview.ts';

const SHOWN_ROWS = 5;

interface PreviewOptions {
  filename?: string | undefined;
  /** As for an import: `column=field,…`, or a whole mapping as JSON. */
  map?: string | undefined;
}

/**
 * Reads a file's beginning as an import would, and writes nothing: the mapping, the first rows as they would be
 * stored, and what is wrong with how many of the rows in it. Reads at most a little more than `previewBytes`.
 * @throws AppError what `openReviewFile` refuses
 */
export async function previewReviews(
  source: AsyncIterable<Uint8Array>,
  options: PreviewOptions = {},
): Promise<ImportPreview> {
  const { bytes, isCut } = await beginningOf(source);
  await using file = await openReviewFile(bytes, { ...options, isCut });
  const { columns, mapping } = file;
  const preview: ImportPreview = {
    columns,
    mapping,
    rows: [],
    read: 0,
    bad: { count: 0, first: [] },
    noted: { count: 0, first: [] },
    isCut,
  };
  let held: FileRow | null = null;
  for await (const row of file.rows) {
    // one row is held back: the last one of a file that was cut may be half a row
    if (held) showRow(preview, held);
    held = row;
  }
  if (held && !(isCut && preview.read > 0)) showRow(preview, held);
  return preview;
}

function showRow(preview: ImportPreview, { lineNumber, cells, result }: FileRow): void {
  const reason = 'reason' in result ? result.reason : null;
  if (preview.rows.length < SHOWN_ROWS) {
    const stored = 'review' in result ? storedFields(result.review) : null;
    preview.rows.push({ line: lineNumber, cells: shownCells(cells ?? {}), stored, reason });
  }
  preview.read++;
  if (reason !== null) noteLine(preview.bad, lineNumber, reason);
  else if ('notes' in result) for (const note of result.notes) noteLine(preview.noted, lineNumber, note);
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
