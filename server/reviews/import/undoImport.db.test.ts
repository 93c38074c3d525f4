import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import { importReviews } from './importReviews.ts';
import { listImports } from './listImports.ts';
import { undoImport } from './undoImport.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const rowsOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${from + index},text ${from + index}\n`).join('');

async function* fileOf(rows: number) {
  yield Buffer.from(`id,text\n${rowsOf(0, rows)}`);
}

/** The same file from a sender that is gone once the first batch is written. */
async function* brokenOff(rows: number, written: Promise<void>) {
  yield Buffer.from(`id,text\n${rowsOf(0, rows / 2)}`);
  await written;
  throw new Error('the connection is gone');
}

async function imported(companyId: string, source: AsyncIterable<Uint8Array>, requestId?: string) {
  const events = [];
  for await (const event of importReviews(database.em, companyId, source, { filename: 'a.csv', requestId }))
    events.push(event);
  const start = events.find((event) => event.type === 'start');
  const report = events.find((event) => event.type === 'report')?.report;
  return { start, report };
}

async function idsIn(companyId: string): Promise<number> {
  const { rows } = await sql<{ count: string | number }>`
    select count(*) as count from reviews where company_id = ${companyId}`.execute(
    database.em.fork().getKysely(),
  );
  return Number(rows[0]?.count);
}

test('undoing an import takes back what it added, and nothing that was there before or came otherwise', async () => {
  await imported('undo', fileOf(20));
  const { start, report } = await imported('undo', fileOf(12_000));
  expect(report).toMatchObject({ added: 11_980, alreadyThere: 20 });
  expect(await undoImport(database.em, 'undo', start?.importId ?? 0)).toBe(11_980);
  expect(await idsIn('undo')).toBe(20);
  expect(await undoImport(database.em, 'undo', start?.importId ?? 0)).toBe(0);
  expect(await listImports(database.em, 'undo')).toMatchObject([
    { id: start?.importId, status: 'undone', filename: 'a.csv', added: 11_980, alreadyThere: 20 },
    { status: 'done', added: 20, endedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) },
  ]);
});

test("another company's import, or one that never was, cannot be undone", async () => {
  const { start } = await imported('mine', fileOf(4));
  await imported('yours', fileOf(4));
  for (const importId of [start?.importId ?? 0, 999_999]) {
    await expect(undoImport(database.em, 'yours', importId)).rejects.toMatchObject({
      code: 'import-not-found',
      status: 404,
    });
  }
  expect(await idsIn('mine')).toBe(4);
});

test('an import that broke off goes on with the same file, under one id that undoes all of it', async () => {
  const written = Promise.withResolvers<void>();
  const breaking = async () => {
    for await (const event of importReviews(database.em, 'again', brokenOff(40_000, written.promise)))
      if (event.type === 'progress') written.resolve();
  };
  await expect(breaking()).rejects.toThrow('the connection is gone');
  const [broken] = await listImports(database.em, 'again');
  const before = broken?.added ?? 0;
  expect(broken).toMatchObject({ status: 'failed', added: await idsIn('again') });
  expect(before).toBeGreaterThan(0);

  const { start, report } = await imported('again', fileOf(40_000), 'second-try');
  expect(start).toMatchObject({
    importId: broken?.id,
    resumes: { added: before, startedAt: broken?.startedAt },
  });
  expect(report).toMatchObject({ read: 40_000, added: 40_000 - before, alreadyThere: before });
  expect(await listImports(database.em, 'again')).toMatchObject([
    { id: broken?.id, requestId: 'second-try', status: 'done', added: 40_000 },
  ]);
  expect((await imported('again', fileOf(40_000))).start?.resumes).toBeNull();
  expect(await undoImport(database.em, 'again', broken?.id ?? 0)).toBe(40_000);
});

test('an import that is undone, or taken over by another attempt at its file, adds nothing more', async () => {
  for (const meanwhile of ['undo', 'repeat'] as const) {
    const companyId = `over-${meanwhile}`;
    const events = importReviews(database.em, companyId, fileOf(8_000));
    const rest = async () => {
      for await (const event of events) {
        if (event.type !== 'progress') continue;
        const [running] = await listImports(database.em, companyId);
        expect(running).toMatchObject({ status: 'running', added: event.added });
        if (meanwhile === 'undo') await undoImport(database.em, companyId, running?.id ?? 0);
        else expect((await imported(companyId, fileOf(8_000))).report).toMatchObject({ added: 6_000 });
      }
    };
    await expect(rest()).rejects.toMatchObject({ code: 'import-over' });
    expect(await idsIn(companyId)).toBe(meanwhile === 'undo' ? 0 : 8_000);
    const status = meanwhile === 'undo' ? 'undone' : 'done';
    expect(await listImports(database.em, companyId)).toMatchObject([{ status }]);
  }
});

test('an import whose process is gone is shown as interrupted', async () => {
  const { start } = await imported('gone', fileOf(4));
  await sql`update imports set status = 'running', ended_at = null, seen_at = now() - interval '1 minute'
    where id = ${start?.importId}`.execute(database.em.fork().getKysely());
  expect(await listImports(database.em, 'gone')).toMatchObject([{ status: 'interrupted', endedAt: null }]);
});
