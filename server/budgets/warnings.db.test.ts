import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { startChaos } from '#server/testing/chaos/startChaos.ts';
import { insertReviews } from '#server/testing/insertReviews.ts';
import { oddZones } from '#server/testing/oddZones.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { hangsAfter, says } from '#server/testing/scriptStep.ts';
import { testApp } from '#server/testing/testApp.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import { newBudget } from '#shared/budget.ts';
import { makeBudget } from './keepBudgets.ts';
import { openCounters } from './openCounters.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const HOUR_MS = 3_600_000;
/** Over the ends of summer and winter time, and over ends of months. */
const stretches = ['2026-03-06', '2026-03-28', '2026-04-03', '2026-10-30'];

test.each(oddZones)(
  'each level is told once per day and month in %s, over DST and ends of months',
  async (zone) => {
    const companyId = `z-${zone.replace('/', '.')}`;
    const fork = () => database.database.fork();
    await insertReviews(fork(), companyId, 0);
    const terms = { companyId, scope: 'company', zone, measure: 'tokens', limit: 100, hard: false } as const;
    const day = await makeBudget(fork(), newBudget.parse({ ...terms, window: 'day' }));
    const month = await makeBudget(fork(), newBudget.parse({ ...terms, window: 'month', limit: 400 }));
    const spent = new Map<string, number>();
    // days and months as a calendar of the zone has them, by code that shares nothing with the windows
    const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
    let nth = 0;
    for (const from of stretches) {
      for (let hour = 0; hour < 96; hour += 7) {
        const at = new Date(Date.parse(from) + hour * HOUR_MS);
        const tokens = 10 + ((nth * 37) % 50);
        nth += 1;
        await openCounters(fork(), { companyId, userId: 'ann', sessionId: null }, at);
        // two processes settle by turns, each over a connection of its own
        await sql`insert into llm_calls (call_id, model, provider, call_type, status, prompt, user_id, company_id,
          reserved_tokens, created_at, metadata)
        values (gen_random_uuid(), 'm', 'v', 'CHAT', 'open', '', 'ann', ${companyId}, ${tokens},
          ${at.toISOString()}::timestamptz, '{}')`.execute(fork().getKysely());
        await sql`update llm_calls set status = 'done', prompt_tokens = ${tokens}, completion_tokens = 0,
          total_tokens = ${tokens}, usage_source = 'provider', ended_at = created_at, duration_ms = 1
        where company_id = ${companyId} and status = 'open'`.execute(fork().getKysely());
        const local = calendar.format(at);
        for (const key of [`${day} ${local}`, `${month} ${local.slice(0, 7)}`])
          spent.set(key, (spent.get(key) ?? 0) + tokens);
      }
    }
    const due = [...spent].flatMap(([key, used]) => {
      const limit = key.startsWith(`${day} `) ? 100 : 400;
      return [50, 80, 100].filter((level) => used * 100 >= level * limit).map((level) => `${key} ${level}`);
    });
    const { rows } = await sql<{ budget_id: number | string; starts: Date | string; level: number }>`
    select budget_id, starts, level from budget_warnings where budget_id in (${day}, ${month})`.execute(
      fork().getKysely(),
    );
    const told = rows.map(({ budget_id, starts, level }) => {
      // the first moment of a day that a clock jumps over midnight into is later than midnight, never earlier
      const local = calendar.format(new Date(starts));
      return `${budget_id} ${Number(budget_id) === day ? local : local.slice(0, 7)} ${level}`;
    });
    expect(told.toSorted()).toEqual(due.toSorted());
    expect(due.length).toBeGreaterThan(10);
  },
);

test('a level is told in the conversation that reaches it, once, and in its answer over REST', async () => {
  await using model = await scriptedModel([says('Hi.'), says('Hi again.')]);
  await using app = await testApp({ modelUrl: model.url });
  const client = createCandorClient({ url: app.url });
  await client.budgets.make.mutate({
    scope: 'company',
    window: 'total',
    measure: 'tokens',
    limit: 100,
    hard: false,
  });
  const first = await client.chat.ask.mutate({ message: 'Hello' });
  const second = await client.chat.ask.mutate({ message: 'Thanks' });
  expect(first.metadata.budget_warnings).toEqual(
    [50, 80, 100].map((level) =>
      expect.stringMatching(`^${level} % of a budget is used, .* tokens: the company may use`),
    ),
  );
  expect(second.metadata.budget_warnings).toBeUndefined();
});

test('a level whose process died before it was told is told by the end of its run', async () => {
  await using model = await scriptedModel([hangsAfter('One moment')]);
  await using app = await testApp({ modelUrl: model.url });
  const client = createCandorClient({ url: app.url });
  const terms = { scope: 'company', window: 'total', measure: 'tokens', hard: false } as const;
  const { budgetId } = await client.budgets.make.mutate({ ...terms, limit: 1_000_000 });
  const { runId } = await client.chat.send.mutate({ message: 'Hello' });
  await expect.poll(() => model.requests.length).toBe(1);
  // as a settlement leaves it that was committed a moment before its process died
  await sql`insert into budget_warnings (budget_id, subject, starts, level, used, limit_amount, ends, call_id, run_id)
    values (${budgetId}, '', '-infinity', 50, 500000, 1000000, 'infinity', gen_random_uuid(), ${runId})`.execute(
    app.database.em.fork().getKysely(),
  );
  await client.chat.stop.mutate({ runId });
  const { view } = await client.chat.run.query({ runId });
  expect(view?.budgets).toMatchObject([{ budgetId, level: 50 }]);
});

test('an upstream that ignores the output limit is cut within a piece of what was reserved', async () => {
  await using chaos = await startChaos({ profile: { 'flood,tokens=20000': 1 } });
  await using app = await testApp({ modelUrl: chaos.url, env: { MODEL: 'openai/gpt-4.1' } });
  const client = createCandorClient({ url: app.url });
  const limit = 12_000;
  const terms = { scope: 'company', window: 'total', measure: 'tokens', hard: true } as const;
  const { budgetId } = await client.budgets.make.mutate({ ...terms, limit });
  await client.chat.ask.mutate({ message: 'Hello' });
  const [budget] = await client.budgets.list.query({});
  expect(budget).toMatchObject({ id: budgetId });
  // a piece of the chaos upstream is a word
  expect(budget?.uses[0]?.settled).toBeLessThanOrEqual(limit + 5);
  expect(budget?.uses[0]?.overrun).toBeLessThanOrEqual(5);
  const { rows } = await sql<{ completion: number | string; status: string }>`
    select completion_tokens as completion, status from llm_calls`.execute(
    app.database.em.fork().getKysely(),
  );
  expect(rows).toMatchObject([{ status: 'truncated' }]);
  expect(Number(rows[0]?.completion)).toBeLessThanOrEqual(4_000 + 5);
});
