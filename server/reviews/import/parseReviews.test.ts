import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedRow } from './parsedRow.ts';
import { parseReviews } from './parseReviews.ts';

async function parsed(file: string | Buffer, options: { filename?: string; chunkBytes?: number } = {}) {
  const bytes = Buffer.from(file);
  async function* chunks() {
    const size = options.chunkBytes ?? 65_536;
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const rows: ParsedRow[] = [];
  for await (const row of parseReviews(chunks(), options)) rows.push(row);
  return rows;
}

async function* broken() {
  yield Buffer.from('text\nfine\n'.repeat(10_000));
  throw new Error('the connection is gone');
}

describe('delimited files', () => {
  test.for([
    ['commas', 'id,text\n1,a b\n'],
    ['tabs', 'id\ttext\n1\ta b\n'],
    ['semicolons', 'id;text\r\n1;a b\r\n'],
    ['bars and no last line end', 'id|text\r1|a b'],
    ['a byte-order mark', '\uFEFFid,text\n1,a b\n'],
  ])('%s are understood', async ([, file]) => {
    expect(await parsed(file ?? '')).toEqual([{ lineNumber: 2, record: { id: '1', text: 'a b' } }]);
  });

  test('a quoted cell may hold line ends, delimiters and quotes, and lines are counted as an editor does', async () => {
    const file = 'id,text\r\n1,"one,\r\ntwo ""2"""\r\n\r\n2,plain\n3,"say ""hi"""';
    for (const chunkBytes of [1, 7, 1_000]) {
      expect(await parsed(file, { chunkBytes })).toEqual([
        { lineNumber: 2, record: { id: '1', text: 'one,\r\ntwo "2"' } },
        { lineNumber: 5, record: { id: '2', text: 'plain' } },
        { lineNumber: 6, record: { id: '3', text: 'say "hi"' } },
      ]);
    }
  });

  test('stray quotes, missing cells and surplus cells cost nothing', async () => {
    expect(await parsed('id,text,rating\n1,5" screen is "nice"\n2,ok,5,surplus\n')).toEqual([
      { lineNumber: 2, record: { id: '1', text: '5" screen is "nice"', rating: '' } },
      { lineNumber: 3, record: { id: '2', text: 'ok', rating: '5' } },
    ]);
  });

  test('a quote that never closes costs its own line only', async () => {
    expect(await parsed('id,text\n1,fine\n2,"never closed\n3,fine too\n4,and this\n')).toEqual([
      { lineNumber: 2, record: { id: '1', text: 'fine' } },
      { lineNumber: 3, reason: 'a quote opens here and never closes: close it, or write it twice' },
      { lineNumber: 4, record: { id: '3', text: 'fine too' } },
      { lineNumber: 5, record: { id: '4', text: 'and this' } },
    ]);
  });

  test('columns without a name, of one name, or called __proto__ stay apart', async () => {
    const [row] = await parsed(',text,text,__proto__\n0,a,b,c\n');
    expect(row && 'record' in row && Object.entries(row.record)).toEqual([
      ['', '0'],
      ['text', 'a'],
      ['text (2)', 'b'],
      ['__proto__', 'c'],
    ]);
    expect(Object.hasOwn(Object.prototype, 'text')).toBe(false);
  });

  test('a header alone is said to be one, and an empty file holds no rows', async () => {
    expect(await parsed('id,text\n')).toEqual([
      {
        lineNumber: 1,
        reason:
          'only the names of columns (id, text), and no row under them: export the table again with its rows',
      },
    ]);
    expect(await parsed('')).toEqual([]);
    expect(await parsed(' \n\n')).toEqual([]);
  });

  test('any table survives being written as CSV and read again, however its bytes are cut', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', '😀', '"', ',', '\n', '\r\n', '\r', ' ', '\t', ';'),
    });
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, chunkBytes) => {
        const written = stringify([['first', 'second'], ...rows], { quoted: true, record_delimiter: '\r\n' });
        const read = await parsed(written, { chunkBytes });
        const filled = rows.filter((cells) => cells.some((value) => value !== ''));
        const records = read.flatMap((row) => ('record' in row ? [row.record] : []));
        expect(records.map(({ first, second }) => [first, second])).toEqual(filled);
      }),
      { numRuns: 200 },
    );
  });

  test('the reader stops reading the source when nobody wants more', async () => {
    let closed = false;
    async function* endless() {
      try {
        yield Buffer.from('text\n');
        for (;;) yield Buffer.from('more and more\n'.repeat(10_000));
      } finally {
        closed = true;
      }
    }
    for await (const row of parseReviews(endless())) if (row.lineNumber > 5) break;
    // streams tell their source on the next turn
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(true);
  });

  test('a source that fails fails the reading', async () => {
    await expect(Array.fromAsync(parseReviews(broken()))).rejects.toThrow('the connection is gone');
  });
});

describe('JSON', () => {
  const file = `[
  {"id": 1, "text": "a, ] } \\" b", "tags": ["x", "y"], "author": {"name": "Ada"}},

  {"id": 2, "text": null, "nested": [{"deep": [1]}]},
  "no object",
  {"id": 3 "text": "broken"}
]`;

  test('a list is cut into its items by structure, not by what texts contain', async () => {
    for (const chunkBytes of [1, 9, 1_000]) {
      expect(await parsed(file, { chunkBytes })).toEqual([
        { lineNumber: 2, record: { id: '1', text: 'a, ] } " b', tags: 'x, y', 'author.name': 'Ada' } },
        { lineNumber: 4, record: { id: '2', text: '', nested: '[{"deep":[1]}]' } },
        { lineNumber: 5, reason: 'not a JSON object' },
        { lineNumber: 6, reason: 'not valid JSON' },
      ]);
    }
  });

  test('a list may be wrapped in an object', async () => {
    const wrapped = '{"page": {"n": [1]}, "reviews": [{"text": "a"}, {"text": "b"}], "more": []}';
    expect(await parsed(wrapped)).toEqual([
      { lineNumber: 1, record: { text: 'a' } },
      { lineNumber: 1, record: { text: 'b' } },
    ]);
  });

  test('a list that is cut short says where', async () => {
    expect(await parsed('[{"text": "a"},\n{"text": "b')).toEqual([
      { lineNumber: 1, record: { text: 'a' } },
      {
        lineNumber: 2,
        reason: 'the list ends in the middle of an item: the file was cut short, so fetch it again',
      },
    ]);
    expect(await parsed('{"error": {"code": 1},\n"x": 2}')).toEqual([
      {
        lineNumber: 1,
        reason:
          'this JSON holds no list of reviews: write [{"text": "…"}, {"text": "…"}], or one such object per line',
      },
    ]);
  });

  test('JSON Lines lose a broken line and nothing else', async () => {
    expect(await parsed('{"text":"a"}\r\n\r\n{"text":"b"\n[1]\n{"text":"c"}')).toEqual([
      { lineNumber: 1, record: { text: 'a' } },
      { lineNumber: 3, reason: 'not valid JSON' },
      { lineNumber: 4, reason: 'not a JSON object' },
      { lineNumber: 5, record: { text: 'c' } },
    ]);
  });
});
