import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { levelsTold } from '#server/testing/budgets/levelsTold.ts';
import { startChaos } from '#server/testing/chaos/startChaos.ts';
import { oddZones } from '#server/testing/oddZones.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { hangsAfter, says } from '#server/testing/scriptStep.ts';
import { testApp } from '#server/testing/testApp.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

test.each(oddZones)(
  'each level is told once per day and month in %s, over DST and ends of months',
  async (zone) => {
    const { told, due } = await levelsTold(zone, () => [database.database.fork()]);
    expect(told).toEqual(due);
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

test.each([1, 20])(
  'an upstream that ignores the output limit is cut in each of %i running calls within a piece of what was reserved',
  async (running) => {
    await using chaos = await startChaos({ profile: { 'flood,tokens=20000': 1 } });
    await using app = await testApp({ modelUrl: chaos.url, env: { MODEL: 'openai/gpt-4.1' } });
    const client = createCandorClient({ url: app.url });
    const limit = 12_000 * running;
    const terms = { scope: 'company', window: 'total', measure: 'tokens', hard: true } as const;
    const { budgetId } = await client.budgets.make.mutate({ ...terms, limit });
    await Promise.all(Array.from({ length: running }, () => client.chat.ask.mutate({ message: 'Hello' })));
    const [budget] = await client.budgets.list.query({});
    expect(budget).toMatchObject({ id: budgetId });
    // a piece of the chaos upstream is a word
    expect(budget?.uses[0]?.settled).toBeLessThanOrEqual(limit + 5 * running);
    expect(budget?.uses[0]?.overrun).toBeLessThanOrEqual(5 * running);
    const { rows } = await sql<{ completion: number | string; status: string }>`
    select completion_tokens as completion, status from llm_calls`.execute(
      app.database.em.fork().getKysely(),
    );
    expect(rows).toHaveLength(running);
    for (const { completion, status } of rows) {
      expect(status).toBe('truncated');
      expect(Number(completion)).toBeLessThanOrEqual(4_000 + 5);
    }
  },
);
