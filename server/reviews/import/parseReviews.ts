import { AppError } from '#server/appError.ts';
import { decodeText } from './decodeText.ts';
import { fileFormat } from './fileFormat.ts';
import type { ParsedRow } from './parsedRow.ts';
import { readDelimited } from './readDelimited.ts';
import { readJsonArray } from './readJsonArray.ts';
import { readJsonLines } from './readJsonLines.ts';
import { startingWith } from './startingWith.ts';

/** Enough to see a header and whether the first line is a whole JSON object. */
const HEAD_CHARACTERS = 65_536;

/**
 * Rows of a file of reviews, streamed with flat memory: CSV, TSV, JSON or JSON Lines, in whatever encoding.
 * What can't be read comes as a row with a reason. With `isCut` only the beginning of the file is there.
 * @throws AppError `file-is-page`, `file-without-lines`, what `decodeText` refuses; what the source throws
 */
export async function* parseReviews(
  bytes: AsyncIterable<Uint8Array>,
  options: { filename?: string | undefined; isCut?: boolean | undefined } = {},
): AsyncGenerator<ParsedRow> {
  const text = decodeText(bytes);
  try {
    let head = '';
    while (head.length < HEAD_CHARACTERS) {
      const next = await text.next();
      if (next.done) break;
      head += next.value;
    }
    if (head.trim() === '') return;
    refusePage(head);
    const format = fileFormat(head, options.filename);
    const chunks = startingWith([head], text);
    if (format === 'json') return yield* readJsonArray(chunks);
    if (format === 'json-lines') return yield* readJsonLines(chunks);
    refuseEndlessLine(head);
    yield* readDelimited(chunks, format, options.isCut ?? false);
  } finally {
    // not awaited: a reader that leaves must not wait for a sender that stalls
    text.return(undefined).catch(() => undefined);
  }
}

function refusePage(head: string): void {
  if (!/^\s*(?:<!--[^]{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(head)) return;
  throw new AppError(
    'file-is-page',
    'This is a web page, probably a sign-in or an error page that was saved in place of the table. Sign in, download the table again, and import that.',
  );
}

function refuseEndlessLine(head: string): void {
  if (head.length < HEAD_CHARACTERS || /[\r\n]/.test(head)) return;
  throw new AppError(
    'file-without-lines',
    'The first line has no end, so it cannot name the columns. Export the table again with one row per line.',
  );
}
