import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appErrorOf } from '#server/appError.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import { importDesk } from './importDesk.ts';
import { runImport } from './runImport.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'candor-broken-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database[Symbol.asyncDispose]();
});

/** What a person reads of an import after the mapping: the report, or why there is none. */
async function told(name: string, content: string | Buffer): Promise<string[]> {
  const file = join(folder, name);
  await writeFile(file, content);
  const lines: string[] = [];
  const desk = importDesk({ kind: 'database', database: database.database, close: async () => undefined });
  const screen = { line: (text: string) => lines.push(text), progress: () => undefined };
  const companyId = name.replaceAll(/\W/g, '-');
  await runImport({ file, companyId, send: desk.send, screen }).catch((error: unknown) => {
    lines.push(appErrorOf(error).message);
  });
  const report = lines.findIndex((line) => /rows? read:/.test(line));
  return report < 0
    ? lines.slice(1)
    : lines.slice(report).filter((line) => !line.startsWith('To take them back'));
}

const saveAsCsv = 'Open it, save the sheet as “CSV UTF-8”, and import that.';
const refused: [name: string, content: string | Buffer, sentence: string][] = [
  ['empty.csv', '', 'The file is empty. Export it again, or choose another one.'],
  [
    'image.csv',
    Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7_919) % 256)),
    'This file is not text, or was not saved whole. Export the reviews again as CSV, TSV, JSON or JSONL.',
  ],
  [
    'nuls.csv',
    Buffer.alloc(10_000),
    'This file is not text, or was not saved whole. Export the reviews again as CSV, TSV, JSON or JSONL.',
  ],
  [
    'workbook.csv',
    Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(500, 'xl/worksheets')]),
    `This is an Excel workbook or another ZIP archive. ${saveAsCsv}`,
  ],
  [
    'workbook.xls',
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(500)]),
    `This is an old Excel workbook. ${saveAsCsv}`,
  ],
  [
    'page.csv',
    '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>text,rating</body></html>',
    'This is a web page, probably a sign-in or an error page that was saved in place of the table. Sign in, download the table again, and import that.',
  ],
  [
    'russian.csv',
    iconv.encode(`text,rating\n${'Очень хорошее приложение для работы,5\n'.repeat(20)}`, 'windows-1251'),
    'The letters of this file are in an encoding that Candor does not know. Save it as UTF-8 (in Excel: “CSV UTF-8”) and import that.',
  ],
  [
    'numbers.csv',
    'a,b\n1,2\n3,4\n',
    'None of the columns looks like the text of a review (a, b). Say which one it is: --map COLUMN=text',
  ],
  [
    'object.json',
    '{\n  "product": {"name": "Board"},\n  "score": 4\n}\n',
    'No review could be read. Line 1: this JSON holds no list of reviews: write [{"text": "…"}, {"text": "…"}], or one such object per line.',
  ],
  [
    'header.csv',
    'id,text,rating\n',
    'No review could be read. Line 1: only the names of columns (id, text, rating), and no row under them: export the table again with its rows.',
  ],
  [
    'one-line.csv',
    'a very long line, '.repeat(170_000),
    'The first line has no end, so it cannot name the columns. Export the table again with one row per line.',
  ],
];

test.for(refused)('%s is refused with what to do about it', async ([name, content, sentence]) => {
  expect(await told(name, content)).toEqual([sentence]);
});

const mend = 'Mend these lines and import the file again: only what is new is added.';
const partlyRead: [name: string, content: string | Buffer, lines: string[]][] = [
  [
    'open-quote.csv',
    'text,rating\nfine,5\n"never closed,1\nfine again,4\n',
    [
      '3 rows read: 2 added, 0 were there already, 1 could not be used',
      '  line 3: a quote opens here and never closes: close it, or write it twice',
      mend,
    ],
  ],
  [
    'cut.json',
    '[{"text": "whole"},\n{"text": "ha',
    [
      '2 rows read: 1 added, 0 were there already, 1 could not be used',
      '  line 2: the list ends in the middle of an item: the file was cut short, so fetch it again',
      mend,
    ],
  ],
  [
    'stray-nul.csv',
    'text,rating\nIt is bro\0ken since the last update,5\nIt works again\0,4\n',
    ['2 rows read: 2 added, 0 were there already, 0 could not be used'],
  ],
  [
    'latin.csv',
    iconv.encode('text;rating\nSchöne Größe;5\n', 'windows-1252'),
    ['1 row read: 1 added, 0 were there already, 0 could not be used'],
  ],
];

test.for(partlyRead)('of %s everything that can be read is', async ([name, content, lines]) => {
  expect(await told(name, content)).toEqual(lines);
});
