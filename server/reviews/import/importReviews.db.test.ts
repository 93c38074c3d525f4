import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Em } from '#server/db/openDatabase.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import type { ImportEvent, ImportReport } from '#shared/importEvent.ts';
import { importLines } from './importLines.ts';
import { importReviews } from './importReviews.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

async function* bytesOf(file: string) {
  yield Buffer.from(file);
}

async function imported(em: Em, companyId: string, file: string, map?: string) {
  const events: ImportEvent[] = [];
  for await (const event of importReviews(em, companyId, bytesOf(file), { map })) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'report') throw new Error('an import must end with its report');
  return { events, report: last.report };
}

async function stored(em: Em, companyId: string) {
  const { rows } = await sql<{ id: string; text: string; rating: number | null }>`
    select id, text, rating from reviews where company_id = ${companyId} order by id`.execute(
    em.fork().getKysely(),
  );
  return rows;
}

async function companies() {
  const { rows } = await sql<{ id: string }>`select id from companies`.execute(
    database.em.fork().getKysely(),
  );
  return rows.map(({ id }) => id);
}

const clean: Pick<ImportReport, 'bad' | 'noted'> = {
  bad: { count: 0, first: [] },
  noted: { count: 0, first: [] },
};

describe('importing', () => {
  test('a file becomes the reviews of a company that did not exist, and the mapping is told first', async () => {
    const { events, report } = await imported(
      database.em,
      'acme-1',
      'id,Review,Stars\na,Fine<br>thing,5\nb,Bad,1/5\n',
    );
    expect(events[0]).toEqual({
      type: 'mapping',
      columns: ['id', 'Review', 'Stars'],
      mapping: { id: 'id', text: 'Review', rating: 'Stars' },
      sampleRow: { id: 'a', Review: 'Fine<br>thing', Stars: '5' },
    });
    expect(report).toEqual({ read: 2, added: 2, alreadyThere: 0, ...clean });
    expect(await stored(database.em, 'acme-1')).toEqual([
      { id: 'a', text: 'Fine\nthing', rating: 5 },
      { id: 'b', text: 'Bad', rating: 1 },
    ]);
  });

  test('the same file twice adds nothing, with ids and without', async () => {
    for (const file of ['id,text\n1,Good\n2,Good\n', 'text,rating\nGood,5\nGood,5\nBad,1\n']) {
      const first = await imported(database.em, 'acme-2', file);
      const second = await imported(database.em, 'acme-2', file);
      expect(first.report.added).toBe(first.report.read);
      expect(second.report).toEqual({
        read: first.report.read,
        added: 0,
        alreadyThere: first.report.read,
        ...clean,
      });
    }
    expect(await stored(database.em, 'acme-2')).toHaveLength(5);
  });

  test('equal rows of one author are one review; of nobody in particular, several', async () => {
    const named = await imported(database.em, 'named', 'author,text\nAda,Good\nAda,Good\nBob,Good\n');
    expect(named.report).toMatchObject({ added: 2, alreadyThere: 1 });
    const unnamed = await imported(database.em, 'unnamed', 'text\nGood stuff\nGood stuff\nGood stuff\n');
    expect(unnamed.report).toMatchObject({ added: 3, alreadyThere: 0 });
  });

  test('two companies may hold reviews of the same id', async () => {
    await imported(database.em, 'one', 'id,text\n1,Mine\n');
    await imported(database.em, 'two', 'id,text\n1,Ours\n');
    expect(await stored(database.em, 'one')).toEqual([{ id: '1', text: 'Mine', rating: null }]);
    expect(await stored(database.em, 'two')).toEqual([{ id: '1', text: 'Ours', rating: null }]);
  });

  test('rows that hold no review are reported by line, and cost no other row', async () => {
    const file = 'text,rating,date\nok,5,2026-01-01\n,5,\nodd,7,\n"two\nlines",3,03/04/2026\n"open,1,\n';
    const { report } = await imported(database.em, 'acme-5', file);
    expect(report).toEqual({
      read: 5,
      added: 2,
      alreadyThere: 0,
      bad: {
        count: 3,
        first: [
          { line: 3, reason: 'the text is empty' },
          { line: 4, reason: 'the rating "7" is not between 1 and 5' },
          { line: 7, reason: 'a quote opens here and never closes: close it, or write it twice' },
        ],
      },
      noted: {
        count: 1,
        first: [{ line: 5, reason: 'the date "03/04/2026" could not be read and was left out' }],
      },
    });
  });

  test('one slashed date that tells day from month tells it for the whole file', async () => {
    const reviews = (await imported(database.em, 'days', 'text,date\none,03/04/2026\ntwo,31/01/2026\n'))
      .report;
    expect(reviews).toMatchObject({ added: 2, noted: { count: 0 } });
    const { rows } = await sql<{ day: string }>`
      select to_char(reviewed_at at time zone 'UTC', 'YYYY-MM-DD') as day from reviews
      where company_id = 'days' order by text`.execute(database.em.fork().getKysely());
    expect(rows).toEqual([{ day: '2026-04-03' }, { day: '2026-01-31' }]);
  });

  test('thousands of rows go in batches, each followed by its progress, and the list of bad ones stops at 50', async () => {
    const lines = Array.from({ length: 6_800 }, (_, index) =>
      index % 10 === 0 ? ' ' : `${index},text ${index}`,
    );
    const { events, report } = await imported(database.em, 'acme-6', `id,text\n${lines.join('\n')}`);
    const progress = events.filter((event) => event.type === 'progress');
    expect(progress.map(({ added }) => added)).toEqual([2_000, 4_000, 6_000, 6_120]);
    expect(report).toMatchObject({ read: 6_800, added: 6_120, bad: { count: 680 } });
    expect(report.bad.first).toHaveLength(50);
  });

  test('any text is stored: SQL, NUL, half an emoji, five megabytes', async () => {
    const texts = [
      `'); drop table reviews; --`,
      'a\0b',
      'half \ud83d',
      'x'.repeat(5_000_000),
      '=1+1',
      '{{7*7}} $1 %s',
    ];
    const file = texts.map((text, index) => JSON.stringify({ id: String(index), text })).join('\n');
    const { report } = await imported(database.em, 'acme-7', file);
    expect(report).toMatchObject({ added: texts.length, bad: { count: 0 } });
    const kept = (await stored(database.em, 'acme-7')).map(({ text }) => text);
    expect(kept).toEqual(texts.map((text) => text.replace('\0', '\ufffd').toWellFormed()));
  });

  test('the longest labels still fit into the indexes', async () => {
    // four bytes each, and no two alike
    const emoji = Array.from({ length: 300 }, (_, index) => String.fromCodePoint(0x1f300 + index)).join('');
    const company = 'c'.repeat(200);
    const row = { text: 'fine', rating: 5, product: emoji, language: emoji, date: '2026-01-01' };
    const { report } = await imported(database.em, company, JSON.stringify([row]));
    expect(report).toEqual({ read: 1, added: 1, alreadyThere: 0, ...clean });
    const { rows } = await sql<{ product: string; language: string }>`
      select product, language from reviews where company_id = ${company}`.execute(
      database.em.fork().getKysely(),
    );
    expect(rows).toEqual([{ product: emoji, language: [...emoji].slice(0, 35).join('') }]);
  });
});

describe('refusing', () => {
  test.for([
    ['no/company', 'text\nfine\n', undefined, 'company-invalid'],
    ['refused', 'a,b\n1,2\n', undefined, 'text-column-missing'],
    ['refused', '', undefined, 'file-empty'],
    ['refused', 'text\nfine\n', '{"text":"nothing"}', 'mapping-invalid'],
    ['refused', 'text\nfine\n', 'nothing=text', 'mapping-invalid'],
  ] as const)('%s: %j with map %s is %s, and leaves nothing behind', async ([company, file, map, code]) => {
    await expect(imported(database.em, company, file, map)).rejects.toMatchObject({ code });
    expect(await companies()).not.toContain(company);
  });

  test('a stopped import keeps what it has added and closes its source', async () => {
    const stop = new AbortController();
    let closed = false;
    async function* endless() {
      try {
        yield Buffer.from('text\n');
        for (let row = 0; ; row++) yield Buffer.from(`this is row ${row}\n`.repeat(50));
      } finally {
        closed = true;
      }
    }
    const run = async () => {
      for await (const event of importReviews(database.em, 'acme-9', endless(), { signal: stop.signal })) {
        if (event.type === 'progress') stop.abort();
      }
    };
    await expect(run()).rejects.toThrow('aborted');
    expect(await stored(database.em, 'acme-9')).toHaveLength(2_000);
    await expect.poll(() => closed).toBe(true);
  });
});

async function* failing(after: ImportEvent[]): AsyncGenerator<ImportEvent> {
  yield* after;
  throw new Error('secret detail');
}

describe('on the wire', () => {
  test('a failure before the first event is thrown, a later one becomes the last line', async () => {
    const errors: string[] = [];
    const onError = ({ code }: { code: string }) => errors.push(code);
    await expect(Array.fromAsync(importLines(failing([]), onError))).rejects.toThrow('secret detail');
    const progress: ImportEvent = { type: 'progress', read: 1, added: 1, alreadyThere: 0, bad: 0 };
    const lines = await Array.fromAsync(importLines(failing([progress]), onError));
    expect(lines.map((line) => JSON.parse(line).type)).toEqual(['progress', 'error']);
    expect(lines.join('')).not.toContain('secret');
    expect(errors).toEqual(['internal']);
  });
});
