import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { insertCalls } from '#server/testing/insertCalls.ts';
import { testDatabase } from '#server/testing/testDatabase.ts';
import { verify } from '#server/verify/verify.ts';
import { sampleUsageCompanyId } from '#shared/limits.ts';
import { usageFilter } from '#shared/usageFilter.ts';
import { foldMarks } from './foldMarks.ts';
import { loadSampleUsage, removeSampleUsage } from './sampleUsage.ts';
import { usageRanking } from './usageRanking.ts';
import { usageRuns } from './usageRuns.ts';
import { usageSummary } from './usageSummary.ts';

test('a month is made up, in no other sum, right in every invariant, and gone in one go', {
  timeout: 60_000,
}, async () => {
  await using database = await testDatabase();
  const { em } = database;
  await insertCalls(em, { count: 20, since: '2026-03-01T00:00:00Z', until: '2026-03-02T00:00:00Z' });
  const filter = usageFilter.parse({ companyId: sampleUsageCompanyId });
  const added = await loadSampleUsage(em);
  expect(added).toBeGreaterThan(3_000);
  while ((await foldMarks(em, 1_000)) > 0);

  const { current } = await usageSummary(em, filter);
  expect(current).toMatchObject({ runs: 750, sessions: 250, figures: { llmCalls: added, unpricedCalls: 0 } });
  expect(current.figures.errors).toBeGreaterThan(30);
  expect((await usageRanking(em, { ...filter, by: 'user', sort: 'cost', limit: 50 })).names).toBe(6);
  expect((await usageRanking(em, { ...filter, by: 'model', sort: 'cost', limit: 50 })).names).toBe(4);
  const { items } = await usageRuns(em, { ...filter, sort: 'cost', limit: 5 });
  expect(items.every(({ question }) => question?.length)).toBe(true);
  const acme = usageFilter.parse({ companyId: 'acme' });
  expect((await usageSummary(em, acme)).current.figures.llmCalls).toBeLessThanOrEqual(20);

  await sql`delete from llm_calls where company_id = 'acme'`.execute(em.getKysely());
  await sql`delete from usage_buckets where company_id = 'acme'`.execute(em.getKysely());
  const { invariants } = await verify(em);
  expect(invariants.filter(({ broken }) => broken.length > 0)).toEqual([]);

  expect(await loadSampleUsage(em)).toBe(added);
  expect(await removeSampleUsage(em)).toBe(added);
  expect(await removeSampleUsage(em)).toBe(0);
  for (const table of ['usage_marks', 'usage_buckets', 'usage_spreads', 'usage_groups', 'llm_call_search']) {
    const { rows } = await sql<{ id: string }>`select * from ${sql.table(table)}`.execute(em.getKysely());
    const mine = rows.filter((row) => !('company_id' in row) || row.company_id === sampleUsageCompanyId);
    expect([table, table === 'llm_call_search' ? mine.length : mine]).toEqual([
      table,
      table === 'llm_call_search' ? 20 : [],
    ]);
  }
});
