import { decodeText } from './decodeText.ts';
import { type FileFormat, fileFormat } from './fileFormat.ts';
import type { ParsedRow } from './parsedRow.ts';
import { readDelimited } from './readDelimited.ts';
import { readJsonArray } from './readJsonArray.ts';
import { readJsonLines } from './readJsonLines.ts';

/** Enough to see a header and whether the first line is a whole JSON object. */
const HEAD_CHARACTERS = 65_536;

/**
 * Rows of a file of reviews, streamed with flat memory: CSV, TSV, JSON or JSON Lines, in whatever encoding.
 * What can't be read comes as a row with a reason; only a failing source throws.
 */
export async function* parseReviews(
  bytes: AsyncIterable<Uint8Array>,
  options: { filename?: string | undefined } = {},
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
    const format = fileFormat(head, options.filename);
    yield* readRows(format, startingWith(head, text));
  } finally {
    // not awaited: a reader that leaves must not wait for a sender that stalls
    text.return(undefined).catch(() => undefined);
  }
}

function readRows(format: FileFormat, chunks: AsyncIterable<string>): AsyncGenerator<ParsedRow> {
  switch (format.kind) {
    case 'json':
      return readJsonArray(chunks);
    case 'json-lines':
      return readJsonLines(chunks);
    case 'delimited':
      return readDelimited(chunks, format.delimiter);
    default:
      return format satisfies never;
  }
}

async function* startingWith(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}
