import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { insertReviews } from '#server/testing/insertReviews.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { fails, hangsAfter, says } from '#server/testing/scriptStep.ts';
import { testApp } from '#server/testing/testApp.ts';
import { testDatabase } from '#server/testing/testDatabase.ts';

const listed = ['llama3.2:latest', 'qwen3:8b'];

test('a chosen model answers from the next run on, for that company alone, until the standard one is restored', async () => {
  await using model = await scriptedModel(
    [says('One.'), says('Two.'), says('Three.'), says('Four.')],
    listed,
  );
  await using app = await testApp({ modelUrl: model.url });
  const { chat, companies } = createCandorClient({ url: app.url });
  const role = 'Answer';
  await chat.ask.mutate({ message: 'Hello' });
  expect(await companies.setModel.mutate({ role, model: 'qwen3:8b' })).toEqual({ role, model: 'qwen3:8b' });
  await chat.ask.mutate({ message: 'Hello' });
  await sql`insert into companies (id, name) values ('other', 'Other')`.execute(app.database.em.getKysely());
  const theirs = await companies.settings.query({ companyId: 'other' });
  expect(theirs.roles.map(({ model, isChosen }) => ({ model, isChosen }))).toEqual(
    Array.from({ length: 4 }, () => ({ model: 'llama3.2:latest', isChosen: false })),
  );
  await companies.setModel.mutate({ role, model: null });
  await chat.ask.mutate({ message: 'Hello' });
  expect(model.requests.map((request) => request.model)).toEqual([
    'llama3.2:latest',
    'qwen3:8b',
    'llama3.2:latest',
  ]);
});

test('what the endpoint does not list is refused; where it lists nothing, any name is taken', async () => {
  await using strict = await scriptedModel([], listed);
  await using free = await scriptedModel([]);
  await using app = await testApp({ modelUrl: strict.url });
  await using other = await testApp({ modelUrl: free.url });
  const choice = { role: 'Answer', model: 'gpt-nope' } as const;
  await expect(createCandorClient({ url: app.url }).companies.setModel.mutate(choice)).rejects.toMatchObject({
    message: expect.stringMatching(/^127\.0\.0\.1:\d+ does not offer a model named gpt-nope\.$/),
    data: { appCode: 'model-not-listed', httpStatus: 400 },
  });
  const { companies } = createCandorClient({ url: other.url });
  await companies.setModel.mutate(choice);
  const { roles, offered } = await companies.settings.query({});
  expect(offered).toEqual([]);
  expect(roles.at(-1)).toMatchObject({ role: 'Answer', model: 'gpt-nope', isChosen: true });
});

test('the settings name what is configured and never a key', async () => {
  await using model = await scriptedModel([], listed);
  await using app = await testApp({ modelUrl: model.url, env: { OPENAI_API_KEY: 'sk-very-secret-9f27' } });
  const settings = await createCandorClient({ url: app.url }).companies.settings.query({});
  const { host } = new URL(model.url);
  expect(settings).toMatchObject({
    offered: listed,
    problems: [],
    endpoints: [{ provider: host, host }],
    keys: ['OPENAI_API_KEY'],
  });
  expect(JSON.stringify(settings)).not.toMatch(/secret|9f27|sk-/);
});

test('a test is one logged call without run, step or session, and says how it went', async () => {
  await using model = await scriptedModel([says('Loud and clear.'), fails(401), hangsAfter('I')], listed);
  await using app = await testApp({ modelUrl: model.url });
  const { companies, calls } = createCandorClient({ url: app.url });
  const test = await companies.testModel.mutate({ role: 'Answer' });
  expect(test).toMatchObject({ status: 'done', answer: 'Loud and clear.', error: null, model: listed[0] });
  const call = await calls.get.query({ callId: test.callId });
  expect(call).toMatchObject({
    callType: 'CHAT',
    status: 'done',
    totalTokens: test.usage?.totalTokens,
    runId: null,
    stepId: null,
    sessionId: null,
    companyId: 'comp-123',
  });
  const refused = await companies.testModel.mutate({ role: 'Answer' });
  expect(refused.status).toBe('error');
  expect(refused.error).toMatch(/key/);
  const { rows } = await sql<{ n: string | number }>`select count(*) as n from llm_calls`.execute(
    app.database.em.getKysely(),
  );
  expect(Number(rows[0]?.n)).toBe(2);

  // whoever leaves stops the call, and the row is settled
  const leaving = new AbortController();
  const left = companies.testModel.mutate({ role: 'Answer' }, { signal: leaving.signal });
  await expect.poll(() => model.requests.length).toBe(3);
  leaving.abort();
  await expect(left).rejects.toThrow(/abort/i);
  await expect.poll(async () => (await calls.list.query({})).items[0]?.status).toBe('stopped');
});

test('with the offline engine there is nothing to choose, and a test tells of it', async () => {
  await using app = await testApp();
  const { companies } = createCandorClient({ url: app.url });
  await expect(companies.setModel.mutate({ role: 'Answer', model: 'openai/gpt-5' })).rejects.toMatchObject({
    data: { appCode: 'no-model-connected', httpStatus: 409 },
  });
  expect(await companies.testModel.mutate({ role: 'Answer' })).toMatchObject({
    model: 'offline/writer',
    status: 'done',
    costNanoUsd: 0,
  });
});

test('a test whose process died is closed as lost by whoever starts next, with its tokens estimated', async () => {
  await using database = await testDatabase();
  await insertReviews(database.em, 'comp-123', 1);
  await using model = await scriptedModel([says('Loud and clear.')], listed);
  const rows = async () => {
    const found = await sql`select status, usage_source, total_tokens > 0 as counted from llm_calls`.execute(
      database.em.fork().getKysely(),
    );
    return found.rows;
  };
  {
    await using app = await testApp({ modelUrl: model.url, database });
    await createCandorClient({ url: app.url }).companies.testModel.mutate({ role: 'Answer' });
  }
  await sql`update llm_calls set status = 'open', ended_at = null, usage_source = 'none', prompt_tokens = null,
    completion_tokens = null, total_tokens = null, created_at = now() - interval '11 minutes'`.execute(
    database.em.fork().getKysely(),
  );
  await using again = await testApp({ modelUrl: model.url, database });
  expect(again.app.url).toMatch(/^http/);
  expect(await rows()).toEqual([{ status: 'lost', usage_source: 'estimated', counted: true }]);
});
