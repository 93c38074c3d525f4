import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Em } from '#server/db/openDatabase.ts';
import { insertCalls } from '#server/testing/insertCalls.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import { type UsageFilter, usageFilter } from '#shared/usageFilter.ts';
import type { RankedBy, UsageStep } from '#shared/usageReport.ts';
import { checkDay, keptDays } from './checkDay.ts';
import { foldMarks } from './foldMarks.ts';
import { usageDistribution } from './usageDistribution.ts';
import { usageRanking } from './usageRanking.ts';
import { usageRuns } from './usageRuns.ts';
import { usageSeries } from './usageSeries.ts';
import { keepSplits } from './usageSplits.ts';
import { usageSummary } from './usageSummary.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  // one company over both changes of the clock, questions of spring asked on in autumn, and another company beside it
  const spring = { since: '2025-02-24T00:00:00Z', until: '2025-04-09T00:00:00Z' };
  const autumn = { since: '2025-10-20T00:00:00Z', until: '2025-11-10T00:00:00Z' };
  await insertCalls(database.em, { count: 1_800, ...spring });
  await insertCalls(database.em, { count: 1_100, ...autumn });
  await insertCalls(database.em, { count: 40, ...autumn, statuses: ['open'] });
  await insertCalls(database.em, { count: 300, ...spring, companyId: 'other' });
}, 60_000);
afterAll(() => database[Symbol.asyncDispose]());

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Africa/Cairo',
  'America/Havana',
  'Pacific/Apia',
];
const narrowings: Partial<UsageFilter>[] = [
  {},
  { model: 'vendor/m3' },
  { userId: 'u4' },
  { role: 'Answer' },
  { status: 'error' },
  { callType: 'CHAT' },
  { sessionId: 's7' },
  { userId: 'u4', status: 'done' },
  { model: 'vendor/m3', role: 'Answer' },
  { model: 'vendor/m2', userId: 'u4', status: 'done' },
  { userId: 'u3', role: 'Answer', callType: 'CHAT', status: 'done' },
  { sessionId: 's7', role: 'Answer' },
  { model: 'nobody/knows' },
];
const columnOf: Record<RankedBy, RawBuilder<unknown>> = {
  model: sql`model`,
  user: sql`user_id`,
  role: sql`metadata->>'role'`,
  session: sql`session_id`,
  callType: sql`call_type`,
  status: sql`status`,
};

/** The rows that a filter means, said once more and by hand. */
function rowsOf(filter: UsageFilter, since: string, until: string): RawBuilder<unknown> {
  const only = (column: string, value: string | undefined) =>
    value === undefined ? sql`` : sql`and ${sql.ref(column)} = ${value}`;
  return sql`(select *, metadata->>'role' as role from llm_calls where company_id = ${filter.companyId}
      and created_at >= ${since}::timestamptz and created_at < ${until}::timestamptz
      ${only('model', filter.model)} ${only('user_id', filter.userId)} ${only('session_id', filter.sessionId)}
      ${only('status', filter.status)} ${only('call_type', filter.callType)}
      ${filter.role === undefined ? sql`` : sql`and metadata->>'role' = ${filter.role}`}) as mine`;
}

const sums = sql`count(*) filter (where status <> 'rejected') as "llmCalls",
  count(*) filter (where status in ('error', 'truncated', 'lost')) as errors,
  count(*) filter (where status = 'rejected') as "rejectedCalls",
  coalesce(sum(prompt_tokens), 0) as "promptTokens", coalesce(sum(completion_tokens), 0) as "completionTokens",
  coalesce(sum(cached_tokens), 0) as "cachedTokens", coalesce(sum(reasoning_tokens), 0) as "reasoningTokens",
  coalesce(sum(total_tokens), 0) as "totalTokens", coalesce(sum(cost_nano_usd), 0) as "costNanoUsd",
  count(*) filter (where total_tokens is not null and cost_nano_usd is null) as "unpricedCalls",
  count(*) filter (where usage_source = 'estimated') as "estimatedCalls"`;

const numbers = (row: Record<string, unknown> = {}) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));

const EVERY_ZONE = process.env.CANDOR_EVERY_ZONE !== undefined;
const ON_PGLITE = process.env.CANDOR_TEST_DATABASE === 'pglite';

let comparisons = 0;
function same(shown: unknown, counted: unknown, what: unknown): void {
  comparisons += 1;
  expect({ what, figures: shown }).toEqual({ what, figures: counted });
}

async function compareSummary(em: Em, filter: UsageFilter): Promise<void> {
  const { current, previous, ...shown } = await usageSummary(em, filter);
  for (const period of [{ ...shown, ...current }, ...(previous ? [previous] : [])]) {
    const rows = rowsOf(filter, period.since, period.until);
    const { rows: all } = await sql<Record<string, unknown>>`select ${sums}, count(distinct run_id) as runs,
      count(distinct session_id) as sessions,
      coalesce(sum(total_tokens) filter (where run_id is not null), 0) as run_tokens,
      percentile_disc(0.95) within group (order by duration_ms) filter (where status <> 'rejected') as p95
      from ${rows}`.execute(em.getKysely());
    const { runs, sessions, run_tokens, p95, ...figures } = numbers(all[0]);
    same([period.figures, period.runs, period.sessions], [figures, runs, sessions], [filter, 'summary']);
    if (runs) same(period.tokensPerRun, (run_tokens ?? 0) / runs, [filter, 'tokens per run']);
    if (p95) expect(Math.abs((period.durationMs.p95 ?? 0) / p95 - 1)).toBeLessThan(0.0201);
    const { rows: parts } = await sql<{ part: string }>`select case when attempt > 1 then 'retries'
        when role = 'Query Planning' then 'planning' when role = 'Answer' then 'answer' else 'evidence' end as part,
        coalesce(sum(total_tokens), 0) as "totalTokens", coalesce(sum(cost_nano_usd), 0) as "costNanoUsd"
      from ${rows} group by 1 having sum(total_tokens) > 0 order by 1`.execute(em.getKysely());
    same(
      period.parts
        .filter(({ totalTokens }) => totalTokens > 0)
        .toSorted((a, b) => (a.part < b.part ? -1 : 1)),
      parts.map(({ part, ...row }) => ({ part, ...numbers(row) })),
      filter,
    );
  }
}

async function compareSeries(
  em: Em,
  filter: UsageFilter,
  step: UsageStep,
  by?: 'model' | 'user' | 'role',
): Promise<void> {
  const shown = await usageSeries(em, { ...filter, step, by });
  const layer = by ? columnOf[by] : sql`null::text`;
  const label = (column: RawBuilder<unknown>) =>
    sql`to_char(date_trunc(${sql.lit(step)}, ${column} at time zone ${sql.lit(filter.zone)}), 'YYYY-MM-DD HH24')`;
  const { rows } = await sql<{ name: string | null; at: string; cost: string }>`select ${layer} as name,
      ${label(sql`created_at`)} as at, ${sums} from ${rowsOf(filter, shown.since, shown.until)} group by 1, 2`.execute(
    em.getKysely(),
  );
  const { rows: labels } = await sql<{ at: string }>`select ${label(sql`start::timestamptz`)} as at
    from jsonb_array_elements_text(${JSON.stringify(shown.starts)}::jsonb) with ordinality as s (start, n) order by n`.execute(
    em.getKysely(),
  );
  const counted = (name: string | null, at: string) =>
    numbers(rows.find((row) => row.name === name && row.at === at) as Record<string, unknown> | undefined);
  // an hour that comes twice is two points, and one label
  const points = Map.groupBy(
    labels.map(({ at }, point) => ({ at, point })),
    ({ at }) => at,
  );
  for (const { name, rest, llmCalls, totalTokens, costNanoUsd } of shown.layers) {
    if (rest) continue;
    for (const [at, those] of points) {
      const sum = (list: number[]) =>
        those.reduce((total, { point }) => total + (list[point] ?? Number.NaN), 0);
      const row = counted(name, at);
      same(
        [sum(llmCalls), sum(totalTokens), sum(costNanoUsd)],
        [row.llmCalls ?? 0, row.totalTokens ?? 0, row.costNanoUsd ?? 0],
        [filter, step, by, name, at],
      );
    }
  }
  const total = shown.layers.flatMap(({ costNanoUsd }) => costNanoUsd).reduce((sum, cost) => sum + cost, 0);
  same(
    total,
    rows.reduce((sum, row) => sum + Number((row as unknown as { costNanoUsd: string }).costNanoUsd), 0),
    [filter, step, by],
  );
}

async function compareRanking(em: Em, filter: UsageFilter, by: RankedBy): Promise<void> {
  const shown = await usageRanking(em, { ...filter, by, sort: 'name', limit: 200 });
  const { rows } = await sql<{ name: string | null }>`select ${columnOf[by]} as name, ${sums}
    from ${rowsOf(filter, shown.since, shown.until)} group by 1`.execute(em.getKysely());
  const counted = rows.map(({ name, ...row }) => ({ name, ...numbers(row) }));
  const byName = (a: { name: string | null }, b: { name: string | null }) =>
    (a.name ?? '') < (b.name ?? '') ? -1 : 1;
  same(
    shown.items.map(({ spark: _spark, ...item }) => item),
    counted.toSorted(byName).slice(0, 200),
    [filter, by],
  );
  same(shown.names, counted.length, [filter, by]);
  for (const { spark, costNanoUsd } of shown.items)
    if (spark)
      same(
        spark.reduce((sum, cost) => sum + cost, 0),
        costNanoUsd,
        'spark',
      );
}

async function compareRuns(em: Em, filter: UsageFilter): Promise<void> {
  const shown = await usageRuns(em, { ...filter, sort: 'cost', limit: 200 });
  const { rows } = await sql<
    Record<string, unknown>
  >`select run_id, ${sums} from llm_calls where company_id = ${filter.companyId} and run_id in (
      select run_id from ${rowsOf(filter, '-infinity', 'infinity')} where run_id is not null)
    group by 1 having min(created_at) >= ${shown.since}::timestamptz and min(created_at) < ${shown.until}::timestamptz
    order by sum(cost_nano_usd) desc nulls last, run_id collate "C" desc limit 200`.execute(em.getKysely());
  const keep = ({ runId, llmCalls, totalTokens, costNanoUsd }: Record<string, unknown>) => ({
    runId,
    llmCalls,
    totalTokens,
    costNanoUsd,
  });
  const byId = (a: { runId: unknown }, b: { runId: unknown }) => (String(a.runId) < String(b.runId) ? -1 : 1);
  // those that cost nothing come in any order that both engines agree upon
  same(
    shown.items
      .filter(({ costNanoUsd }) => costNanoUsd > 0)
      .map(keep)
      .toSorted(byId),
    rows
      .map(({ run_id, ...row }) => keep({ runId: run_id, ...numbers(row) }))
      .filter(({ costNanoUsd }) => Number(costNanoUsd) > 0)
      .toSorted(byId),
    [filter, 'runs'],
  );
}

async function compareDistribution(em: Em, filter: UsageFilter): Promise<void> {
  const shown = await usageDistribution(em, { ...filter, measure: 'cost' });
  const { rows } = await sql<{
    cost: string;
  }>`select cost_nano_usd as cost from ${rowsOf(filter, shown.since, shown.until)}
    where cost_nano_usd is not null and status <> 'rejected'`.execute(em.getKysely());
  same(shown.calls, rows.length, [filter, 'distribution']);
  const costs = rows.map(({ cost }) => Number(cost));
  for (const { from, to, calls } of shown.bins)
    same(
      calls,
      costs.filter((cost) => (to === 0 ? cost === 0 : cost >= from * (1 - 1e-12) && cost < to * (1 - 1e-12)))
        .length,
      [filter, from, to],
    );
}

async function compareIn(em: Em, some: readonly string[]): Promise<void> {
  for (const zone of some) {
    const index = zones.indexOf(zone);
    const of = (more: object) => usageFilter.parse({ companyId: 'acme', zone, ...more });
    const spring = of({ since: '2025-03-01', until: '2025-04-06' });
    for (const more of index === 0 ? narrowings : narrowings.slice(index, index + 3))
      await compareSummary(em, { ...spring, ...more });
    await compareSeries(em, spring, 'day');
    await compareSeries(em, of({ since: '2025-10-24', until: '2025-11-09' }), 'day', 'model');
    await compareSeries(em, of({}), 'week', 'user');
    await compareSeries(em, of({ model: 'vendor/m2' }), 'month', 'role');
    await compareSeries(em, of({ model: 'vendor/m2', status: 'done' }), 'day', 'user');
    await compareSeries(em, of({ since: '2025-11-01T00:00:00Z', until: '2025-11-04T12:34:56Z' }), 'hour');
    for (const by of ['model', 'user', 'role', 'session', 'callType', 'status'] as const)
      await compareRanking(em, { ...spring, ...narrowings[index % narrowings.length] }, by);
    await compareRuns(em, {
      ...of({ since: '2025-03-05T07:11:00Z', until: '2025-10-25T00:00:00Z' }),
      ...narrowings[(index * 5) % narrowings.length],
    });
    await compareDistribution(em, { ...spring, ...narrowings[index % narrowings.length] });
  }
}

test('every figure is the sum over the rows: before, while and after they are folded, in ten zones', async () => {
  // some zones on each engine, unless all are asked for
  const mine = zones.filter((_, index) => EVERY_ZONE || (index % 3 === 0) === ON_PGLITE);
  await compareIn(database.em, mine.slice(0, 1));
  // kept from the first folded call on, and, below, of what was folded before anyone asked for them
  await keepSplits(database.em);
  const folding = (async () => {
    while ((await foldMarks(database.em, 40)) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  })();
  await compareIn(database.em, mine);
  await folding;
  await keepSplits(database.em);
  await compareIn(database.em, mine.slice(1, 3));
  expect(
    (await sql`select from usage_splits where kept`.execute(database.em.getKysely())).rows.length,
  ).toBeGreaterThan(2);
  for (const day of await keptDays(database.em))
    expect([day, await checkDay(database.em, day)]).toEqual([day, 0]);
  const { rows } = await sql`select from usage_marks`.execute(database.em.getKysely());
  expect(rows).toEqual([]);
  process.stdout.write(`${comparisons} figures compared\n`);
}, 300_000);
