import iconv from 'iconv-lite';
import { AppError } from '#server/appError.ts';
import { refuseBinary } from './refuseBinary.ts';

/** Zero bytes in this much of a file's beginning tell UTF-16 from everything else. */
const SNIFF_BYTES = 4_096;

/**
 * The text of a file in whatever encoding it came: UTF-8, UTF-16 of either order (by its mark or by its zero
 * bytes), else Windows-1252. A leading byte-order mark is dropped; characters cut by a chunk's end are put together.
 * @throws AppError `file-not-text`, `encoding-unknown`
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decode: ((chunk: Buffer, last: boolean) => string) | undefined;
  let head = Buffer.alloc(0);
  for await (const chunk of bytes) {
    if (decode) {
      const text = decode(Buffer.from(chunk), false);
      if (text !== '') yield text;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < SNIFF_BYTES) continue;
    decode = decoderFor(head);
    yield decode(head, false);
  }
  const rest = decode ? decode(Buffer.alloc(0), true) : decoderFor(head)(head, true);
  if (rest !== '') yield rest;
}

function decoderFor(head: Buffer): (chunk: Buffer, last: boolean) => string {
  const wide = utf16Order(head);
  if (wide) return iconvDecoder(wide);
  refuseBinary(head);
  return utf8Decoder();
}

function utf16Order(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sniffed = head.subarray(0, SNIFF_BYTES);
  const zeros = [0, 0];
  for (const [index, byte] of sniffed.entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // a stray NUL in a UTF-8 file must not turn the file into another alphabet
  if (odd > sniffed.length / 8 && odd > even * 4) return 'utf-16le';
  if (even > sniffed.length / 8 && even > odd * 4) return 'utf-16be';
  return null;
}

function iconvDecoder(encoding: string): (chunk: Buffer, last: boolean) => string {
  const decoder = iconv.getDecoder(encoding);
  return (chunk, last) => decoder.write(chunk) + (last ? (decoder.end() ?? '') : '');
}

/** UTF-8 until a byte proves otherwise; Windows-1252 from there on, unless UTF-8 characters were seen before. */
function utf8Decoder(): (chunk: Buffer, last: boolean) => string {
  let kept = Buffer.alloc(0);
  let provenUtf8 = false;
  let started = false;
  let fallback: ReturnType<typeof iconvDecoder> | undefined;
  return (chunk, last) => {
    if (fallback) return fallback(chunk, last);
    const joined = Buffer.concat([kept, chunk]);
    const whole = last ? joined.length : wholeCharacters(joined);
    kept = joined.subarray(whole);
    const text = joined.toString('utf8', 0, whole);
    const broken = text.split('\uFFFD').length - 1;
    const foreign = text.match(/[^\0-\x7f\uFFFD]/gu)?.length ?? 0;
    if (broken > foreign && !provenUtf8) {
      refuseOtherAlphabet(joined);
      fallback = iconvDecoder('windows-1252');
      return fallback(joined, last);
    }
    provenUtf8 ||= foreign > 0;
    const unmarked = started ? text : text.replace(/^\uFEFF/, '');
    started ||= text !== '';
    return unmarked;
  };
}

/** Fewer bytes than this say nothing about an alphabet. */
const TELLING_BYTES = 100;

/** Western text is mostly ASCII; where it is not, Windows-1252 would store letters that nobody wrote. */
function refuseOtherAlphabet(bytes: Buffer): void {
  const foreign = bytes.reduce((sum, byte) => sum + (byte >= 0x80 ? 1 : 0), 0);
  if (foreign < TELLING_BYTES || foreign * 3 < bytes.length) return;
  throw new AppError(
    'encoding-unknown',
    'The letters of this file are in an encoding that Candor does not know. Save it as UTF-8 (in Excel: “CSV UTF-8”) and import that.',
  );
}

/** How many bytes end with a whole UTF-8 character; at most 3 can be left over. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
