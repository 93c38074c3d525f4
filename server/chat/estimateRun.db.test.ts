import { expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { says } from '#server/testing/scriptStep.ts';
import { testApp } from '#server/testing/testApp.ts';

const message = 'What are the top product gaps from negative reviews?';

test('before the first answer it is what answers usually take, free offline, with what it would cost elsewhere', async () => {
  await using app = await testApp();
  const estimate = await createCandorClient({ url: app.url }).chat.estimate.query({ message });
  expect(estimate).toMatchObject({
    costNanoUsd: 0,
    basedOn: 0,
    wouldCost: { models: ['gpt-5-nano', 'claude-sonnet-4.5'] },
  });
  expect(estimate.totalTokens).toBeGreaterThan(3_000);
  expect(estimate.wouldCost?.costNanoUsd).toBeGreaterThan(1_000_000);
});

test('after answers of the same kind it is their median: talk, first questions and follow-ups apart', async () => {
  await using app = await testApp();
  const client = createCandorClient({ url: app.url });
  const ask = async (question: string, sessionId: string) =>
    (await client.chat.ask.mutate({ message: question, sessionId })).metadata.total_tokens;
  const first = await ask(message, 'a');
  const second = await ask('What about the mobile app?', 'a');
  const talk = await ask('Hello', 'b');
  const estimate = async (question: string, sessionId?: string) => {
    const { totalTokens, basedOn } = await client.chat.estimate.query({ message: question, sessionId });
    return { totalTokens, basedOn };
  };
  expect(await estimate(message)).toEqual({ totalTokens: first, basedOn: 1 });
  expect(await estimate('Since June?', 'a')).toEqual({ totalTokens: second, basedOn: 1 });
  expect(await estimate('Thanks')).toEqual({ totalTokens: talk, basedOn: 1 });
});

test('a model that costs is priced by its own answers, one without a price by nothing', async () => {
  await using model = await scriptedModel([says('Hi.')]);
  await using app = await testApp({ modelUrl: model.url, env: { MODEL: 'openai/gpt-5-nano' } });
  const client = createCandorClient({ url: app.url });
  const { metadata } = await client.chat.ask.mutate({ message: 'Hello' });
  expect(await client.chat.estimate.query({ message: 'Hello' })).toEqual({
    totalTokens: metadata.total_tokens,
    costNanoUsd: metadata.cost_nano_usd,
    wouldCost: null,
    basedOn: 1,
  });
  expect(metadata.cost_nano_usd).toBeGreaterThan(0);

  await using other = await testApp({ modelUrl: model.url, env: { MODEL: 'unheard/of' } });
  const estimate = await createCandorClient({ url: other.url }).chat.estimate.query({ message });
  expect(estimate).toMatchObject({ costNanoUsd: null, wouldCost: null });
});

test('what a free run would have cost is priced by its real tokens and is in no sum', async () => {
  await using app = await testApp();
  const client = createCandorClient({ url: app.url });
  const { run_id: runId } = await client.chat.ask.mutate({ message });
  const would = await client.usage.wouldCost.query({ runId });
  expect(would.costNanoUsd).toBeGreaterThan(1_000_000);
  const { models } = await client.usage.totals.query({ runId });
  expect(models.reduce((sum, { costNanoUsd }) => sum + costNanoUsd, 0)).toBe(0);
});
