import iconv from 'iconv-lite';
import { AppError } from '#server/appError.ts';
import { refuseBinary } from './refuseBinary.ts';

/** Zero bytes in this much of a file's beginning tell UTF-16 from everything else. */
const SNIFF_BYTES = 4_096;

type Decode = (chunk: Buffer, last: boolean) => string;

/**
 * The text of a file in whatever encoding it came: UTF-8, UTF-16 of either order (by its mark or by its zero
 * bytes), else Windows-1252. A leading byte-order mark is dropped; characters cut by a chunk's end are put together.
 * @throws AppError `file-not-text`, `encoding-unknown`
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decode: Decode | undefined;
  let head = Buffer.alloc(0);
  for await (const chunk of bytes) {
    if (decode) {
      yield decode(Buffer.from(chunk), false);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < SNIFF_BYTES) continue;
    decode = decoderFor(head);
    yield decode(head, false);
  }
  yield decode ? decode(Buffer.alloc(0), true) : decoderFor(head)(head, true);
}

function decoderFor(head: Buffer): Decode {
  const wide = utf16Order(head);
  if (wide) return iconvDecoder(wide);
  refuseBinary(head);
  return utf8Decoder();
}

function utf16Order(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sniffed = head.subarray(0, SNIFF_BYTES);
  const zerosAt = (parity: number) =>
    sniffed.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  // a stray NUL in a UTF-8 file must not turn the file into another alphabet
  if (odd > sniffed.length / 8 && odd > even * 4) return 'utf-16le';
  if (even > sniffed.length / 8 && even > odd * 4) return 'utf-16be';
  return null;
}

function iconvDecoder(encoding: string): Decode {
  const decoder = iconv.getDecoder(encoding);
  return (chunk, last) => decoder.write(chunk) + (last ? (decoder.end() ?? '') : '');
}

/** UTF-8 until a byte proves otherwise; Windows-1252 from there on, unless UTF-8 characters were seen before. */
function utf8Decoder(): Decode {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  let decode: Decode = (chunk, last) => utf8.decode(chunk, { stream: !last });
  let isProven = false;
  let undecoded = Buffer.alloc(0);
  return (chunk, last) => {
    const text = decode(chunk, last);
    if (isProven) return text;
    const bytes = Buffer.concat([undecoded, chunk]);
    const broken = text.split('\uFFFD').length - 1;
    const foreign = text.match(/[^\0-\x7f\uFFFD]/gu)?.length ?? 0;
    isProven = broken > 0 || foreign > 0;
    if (broken > foreign) {
      refuseOtherAlphabet(bytes);
      decode = iconvDecoder('windows-1252');
      return decode(bytes, last);
    }
    // up to here all was ASCII, a byte per character; a character that the chunk's end has cut is left over
    undecoded = bytes.subarray(text.length);
    return text.replace(/^\uFEFF/, '');
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
