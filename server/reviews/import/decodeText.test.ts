import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { decodeText } from './decodeText.ts';

const sentence = 'Größe, naïve, 日本語, 😀, “quoted”. ';

async function decoded(bytes: Uint8Array, chunkBytes: number): Promise<string> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  let text = '';
  for await (const piece of decodeText(chunks())) text += piece;
  return text;
}

test.for([
  ['UTF-8', Buffer.from(sentence.repeat(300))],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${sentence.repeat(300)}`)],
  ['UTF-16 LE with a mark', iconv.encode(sentence.repeat(300), 'utf-16le', { addBOM: true })],
  ['UTF-16 BE with a mark', iconv.encode(sentence.repeat(300), 'utf-16be', { addBOM: true })],
  ['UTF-16 LE without a mark', iconv.encode(sentence.repeat(300), 'utf-16le', { addBOM: false })],
] as const)('%s reads the same however its bytes are cut', async ([, bytes]) => {
  for (const chunkBytes of [1, 3, 4_097, 1_000_000]) {
    expect(await decoded(bytes, chunkBytes)).toBe(sentence.repeat(300));
  }
});

test('bytes that are no UTF-8 are read as Windows-1252, also when they come late', async () => {
  const plain = 'id,text\n'.repeat(2_000);
  const bytes = Buffer.concat([Buffer.from(plain), iconv.encode('café – “très bien” €', 'windows-1252')]);
  for (const chunkBytes of [1, 5_000, 1_000_000]) {
    expect(await decoded(bytes, chunkBytes)).toBe(`${plain}café – “très bien” €`);
  }
});

test('one broken byte does not turn a UTF-8 file into another encoding', async () => {
  const bytes = Buffer.concat([
    Buffer.from(sentence.repeat(200)),
    Buffer.from([0xff]),
    Buffer.from(sentence),
  ]);
  expect(await decoded(bytes, 5_000)).toBe(`${sentence.repeat(200)}\uFFFD${sentence}`);
});

test('an empty file has no text, and a mark alone has none', async () => {
  expect(await decoded(Buffer.alloc(0), 1)).toBe('');
  expect(await decoded(Buffer.from('\uFEFF'), 1)).toBe('');
});
