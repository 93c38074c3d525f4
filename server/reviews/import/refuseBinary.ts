import { AppError } from '#server/appError.ts';

/** How files begin that people take for tables, and what to do with them instead. */
const KINDS = [
  {
    magic: [0x50, 0x4b, 0x03, 0x04],
    advice:
      'This is an Excel workbook or another ZIP archive. Open it, save the sheet as “CSV UTF-8”, and import that.',
  },
  {
    magic: [0xd0, 0xcf, 0x11, 0xe0],
    advice: 'This is an old Excel workbook. Open it, save the sheet as “CSV UTF-8”, and import that.',
  },
  { magic: [0x1f, 0x8b], advice: 'This file is compressed (gzip). Unpack it and import what is inside.' },
  {
    magic: [0x25, 0x50, 0x44, 0x46],
    advice: 'This is a PDF. Export the reviews as CSV or JSON where they come from, and import that.',
  },
];

/**
 * Refuses what is no text at all, by how it begins or by the control characters in it. A stray NUL is forgiven.
 * @throws AppError `file-not-text`
 */
export function refuseBinary(head: Buffer): void {
  const known = KINDS.find(({ magic }) => magic.every((byte, index) => head[index] === byte));
  if (known) throw new AppError('file-not-text', known.advice);
  const controls = head.reduce((sum, byte) => sum + (byte < 9 || (byte > 13 && byte < 32) ? 1 : 0), 0);
  if (controls * 10 < head.length || controls === 0) return;
  throw new AppError(
    'file-not-text',
    'This file is not text, or was not saved whole. Export the reviews again as CSV, TSV, JSON or JSONL.',
  );
}
