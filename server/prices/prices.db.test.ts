import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { type ScriptedModel, scriptedModel } from '#server/testing/scriptedModel.ts';
import { says } from '#server/testing/scriptStep.ts';
import { type TestApp, testApp } from '#server/testing/testApp.ts';
import { loadSampleUsage } from '#server/usage/sampleUsage.ts';
import { verify } from '#server/verify/verify.ts';
import { sampleUsageCompanyId as companyId } from '#shared/limits.ts';

let model: ScriptedModel;
let app: TestApp;
beforeAll(async () => {
  model = await scriptedModel(Array.from({ length: 6 }, () => says('Hi.')));
  app = await testApp({ modelUrl: model.url, env: { MODEL: 'house/llama' } });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await model.close();
});

async function ask() {
  const client = createCandorClient({ url: app.url });
  const { run_id } = await client.chat.ask.mutate({ message: 'Hello' });
  const { rows } = await sql<{ cost: string | number | null; price: { input_usd_per_mtok?: number } | null }>`
    select cost_nano_usd as cost, price from llm_calls where run_id = ${run_id}`.execute(
    app.database.em.fork().getKysely(),
  );
  return { client, row: rows[0] };
}

async function total(): Promise<number> {
  const { rows } = await sql<{ total: string | number }>`
    select coalesce(sum(cost_nano_usd), 0) as total from llm_calls`.execute(
    app.database.em.fork().getKysely(),
  );
  return Number(rows[0]?.total);
}

test('a price of one’s own applies to later calls only, also when it is dated back, and is kept on the row', async () => {
  const { client, row: unpriced } = await ask();
  expect(unpriced).toEqual({ cost: null, price: null });
  const rates = { inputUsdPerMtok: 1, outputUsdPerMtok: 2 };
  await client.prices.set.mutate({ model: 'house/llama', since: '2026-01-01T00:00:00Z', ...rates });
  expect(await total()).toBe(0);
  const { row: first } = await ask();
  expect(first?.price).toMatchObject({ table: 'own', input_usd_per_mtok: 1, output_usd_per_mtok: 2 });

  const before = await total();
  expect(before).toBe(Number(first?.cost));
  const { priceId } = await client.prices.set.mutate({
    model: 'house/llama',
    inputUsdPerMtok: 10,
    outputUsdPerMtok: 20,
  });
  // one that has not begun yet
  await client.prices.set.mutate({ model: 'house/llama', since: '2999-01-01T00:00:00Z', ...rates });
  expect(await total()).toBe(before);
  const { row: second } = await ask();
  expect(Number(second?.cost)).toBe(10 * Number(first?.cost));

  await client.prices.remove.mutate({ priceId });
  expect(Number((await ask()).row?.cost)).toBe(Number(first?.cost));
  await client.prices.restore.mutate({ priceId });
  expect(Number((await ask()).row?.cost)).toBe(Number(second?.cost));
  const { invariants } = await verify(app.database.em);
  expect(invariants.filter(({ broken }) => broken.length > 0)).toEqual([]);
});

test('the list says of each model what its next call is charged, who says so and since when', async () => {
  const response = await fetch(`${app.url}/api/v1/prices`);
  expect(await response.json()).toMatchObject([
    {
      model: 'house/llama',
      source: 'own',
      input_usd_per_mtok: 10,
      own: [{ since: '2999-01-01T00:00:00.000Z' }, {}, {}],
    },
  ]);
});

test('another company’s price is its own', async () => {
  const body = { company_id: 'nobody', model: 'house/llama', input_usd_per_mtok: 1, output_usd_per_mtok: 1 };
  const response = await fetch(`${app.url}/api/v1/prices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(404);
});

test('the models of made-up calls have prices, and it is said why they can be given none', async () => {
  await loadSampleUsage(app.database.em);
  const client = createCandorClient({ url: app.url });
  const prices = await client.prices.list.query({ companyId });
  expect(prices.filter(({ lastUsedAt }) => lastUsedAt !== null)).toHaveLength(4);
  expect(prices.find(({ model }) => model === 'house/llama')).toMatchObject({ lastUsedAt: null });
  expect(await client.budgets.list.query({ companyId })).toEqual([]);
  expect(await client.companies.settings.query({ companyId })).toMatchObject({ roles: { length: 4 } });
  const price = { companyId, model: 'house/llama', inputUsdPerMtok: 1, outputUsdPerMtok: 2 };
  await expect(client.prices.set.mutate(price)).rejects.toThrow('made up');
});
