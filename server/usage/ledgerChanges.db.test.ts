import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { insertCalls } from '#server/testing/insertCalls.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import { ledgerChanges } from './ledgerChanges.ts';

const march = { since: '2026-03-01T00:00:00Z', until: '2026-03-02T00:00:00Z' };
const settle = ({ em }: TestDatabase) =>
  sql`update llm_calls set status = 'done', ended_at = now() where status = 'open'`.execute(em.getKysely());

test('who watches a company hears of its calls as they are opened and settled, of no other, and leaves nothing behind', async () => {
  await using database = await testDatabase();
  const left = new AbortController();
  const changes = ledgerChanges(() => database.database.fork(), 'acme', left.signal);
  const heard: string[] = [];
  const listening = (async () => {
    for await (const at of changes) heard.push(at);
  })();
  await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(1);

  await insertCalls(database.em, { count: 1, ...march, statuses: ['open'], companyId: 'other' });
  await insertCalls(database.em, { count: 1, ...march, statuses: ['open'] });
  await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(2);
  await settle(database);
  await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(3);
  await insertCalls(database.em, { count: 3, ...march });
  await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(4);

  left.abort();
  await listening;
  expect(heard).toEqual(heard.toSorted());
});
