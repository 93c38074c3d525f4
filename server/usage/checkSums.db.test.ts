import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { insertCalls } from '#server/testing/insertCalls.ts';
import { testApp } from '#server/testing/testApp.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import { usageFilter } from '#shared/usageFilter.ts';
import { checkSums, lastCheck } from './checkSums.ts';
import { foldMarks } from './foldMarks.ts';
import { usageSummary } from './usageSummary.ts';

const march = { since: '2026-03-01T00:00:00Z', until: '2026-03-05T00:00:00Z' };
const twoDays = { ...march, until: '2026-03-03T00:00:00Z' };
const foldAll = async ({ em }: TestDatabase) => {
  while ((await foldMarks(em, 100)) > 0);
};
const check = ({ database }: TestDatabase) => checkSums(() => database.fork(), new AbortController().signal);

test('what was changed behind the sums is found, made anew, and right at every moment', async () => {
  await using database = await testDatabase();
  const change = (statement: string) => sql.raw(statement).execute(database.em.getKysely());
  const cost = async () =>
    (await usageSummary(database.em, usageFilter.parse({ companyId: 'acme', ...twoDays }))).current.figures
      .costNanoUsd;
  const counted = async () => {
    const { rows } = await sql<{ cost: string }>`select sum(cost_nano_usd) as cost from llm_calls
      where company_id = 'acme'`.execute(database.em.getKysely());
    return Number(rows[0]?.cost);
  };
  await insertCalls(database.em, { count: 80, ...twoDays });
  await insertCalls(database.em, { count: 10, ...twoDays, companyId: 'other' });
  await change('insert into usage_splits (minute, kept) values (1380, true)');
  expect(await lastCheck(database.em)).toBeNull();
  await foldAll(database);
  expect(await check(database)).toMatchObject({ ok: true, differences: 0 });
  expect(await cost()).toBe(await counted());

  for (const damage of [
    `update llm_calls set cost_nano_usd = cost_nano_usd + 1 where cost_nano_usd is not null and id % 20 = 0`,
    `delete from usage_buckets where dimension = 'all' and start = '2026-03-02'`,
    `update usage_spreads set calls[1] = calls[1] + 1 where dimension = 'model' and start = '2026-03-02'`,
    `delete from usage_groups where first_at > '2026-03-02'`,
    `update usage_groups set firsts[1] = firsts[1] + interval '1 second' where kind = 'session' and first_at < '2026-03-02'`,
    `update usage_buckets set sessions = sessions + 1 where dimension = 'model' and level = 1 and start > '2026-03-02'`,
    `update usage_spreads set calls[1] = calls[1] + 1 where level = 3 and dimension = 'all'`,
    `update usage_buckets set llm_calls = llm_calls + 1 where dimension like 'combination %' and level = 2`,
    `update usage_buckets set llm_calls = llm_calls + 1 where dimension = 'model' and level > 2 and start > '2026-03-02'`,
    `update usage_groups set combinations[1] = combinations[2] where kind = 'run' and first_at > '2026-03-02' and cardinality(combinations) > 1`,
    `update usage_buckets set errors = errors + 1 where dimension = 'user' and level = 0 and start > '2026-03-02'`,
  ]) {
    await change(damage);
    const { ok, differences } = await check(database);
    expect([damage, ok, differences > 0]).toEqual([damage, false, true]);
    expect(await cost()).toBe(await counted());
    await foldAll(database);
    expect(await cost()).toBe(await counted());
    expect(await check(database)).toMatchObject({ ok: true });
  }
  expect(await lastCheck(database.em)).toMatchObject({ ok: true, differences: 0 });
});

test('only one at a time folds, and a running app does so by itself', async () => {
  await using app = await testApp();
  const { em } = app.database;
  await insertCalls(em, { count: 300, ...march });
  await expect
    .poll(async () => (await sql`select from usage_marks`.execute(em.getKysely())).rows.length, {
      timeout: 15_000,
    })
    .toBe(0);
  const folded = await Promise.all([foldMarks(em, 100), foldMarks(em, 100)]);
  expect(folded).toEqual([0, 0]);
  const { rows } = await sql<{
    calls: string;
  }>`select sum(llm_calls + rejected_calls) as calls from usage_buckets
    where dimension = 'all' and level = 2 and company_id = 'acme'`.execute(em.getKysely());
  expect(Number(rows[0]?.calls)).toBe(300);
});

test('while calls settle and are folded, a figure is the sum over the rows of its moment', async () => {
  await using database = await testDatabase();
  const { em } = database;
  await insertCalls(em, { count: 1_500, ...march, statuses: ['open'] });
  const filter = usageFilter.parse({ companyId: 'acme', since: '2026-03-01', until: '2026-03-05' });
  const settle = sql`update llm_calls set status = 'done', ended_at = now(), cost_nano_usd = id * 1000003 where id in
    (select id from llm_calls where status = 'open' order by id limit 10)`;
  const seen = new Set<number>();
  const read = () =>
    database.database.fork().transactional(
      async (tx) => {
        const { figures } = (await usageSummary(tx, filter)).current;
        const { rows } = await sql<{ cost: string }>`select coalesce(sum(cost_nano_usd), 0) as cost
          from llm_calls`.execute(tx.getKysely());
        expect(figures.costNanoUsd).toBe(Number(rows[0]?.cost));
        seen.add(figures.costNanoUsd);
      },
      { isolationLevel: 'repeatable read', readOnly: true },
    );
  for (let round = 0; round < 20; round++)
    await Promise.all([
      read(),
      settle.execute(database.database.fork().getKysely()),
      foldMarks(database.database.fork(), 20),
    ]);
  expect(seen.size).toBeGreaterThan(3);
});
