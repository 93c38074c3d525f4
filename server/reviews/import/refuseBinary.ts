import { AppError } from '#server/appError.ts';

/** How files begin that people take for tables, and what to do with them instead. */
const KINDS = {
  'PK\u0003\u0004':
    'This is an Excel workbook or another ZIP archive. Open it, save the sheet as “CSV UTF-8”, and import that.',
  '\u00d0\u00cf\u0011\u00e0':
    'This is an old Excel workbook. Open it, save the sheet as “CSV UTF-8”, and import that.',
  '\u001f\u008b': 'This file is compressed (gzip). Unpack it and import what is inside.',
  '%PDF': 'This is a PDF. Export the reviews as CSV or JSON where they come from, and import that.',
};

/**
 * Refuses what is no text at all, by how it begins or by the control characters in it. A stray NUL is forgiven.
 * @throws AppError `file-not-text`
 */
export function refuseBinary(head: Buffer): void {
  const beginning = head.toString('latin1', 0, 4);
  for (const [mark, advice] of Object.entries(KINDS))
    if (beginning.startsWith(mark)) throw new AppError('file-not-text', advice);
  const controls = head.reduce((sum, byte) => sum + (byte < 9 || (byte > 13 && byte < 32) ? 1 : 0), 0);
  if (controls * 10 < head.length || controls === 0) return;
  throw new AppError(
    'file-not-text',
    'This file is not text, or was not saved whole. Export the reviews again as CSV, TSV, JSON or JSONL.',
  );
}
