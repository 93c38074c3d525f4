import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { says } from '#server/testing/scriptStep.ts';
import { testApp } from '#server/testing/testApp.ts';

const listed = ['llama3.2:latest', 'qwen3:8b'];

test('a call is replayed on another model: the same request, a row of its own, and the first one unchanged', async () => {
  await using model = await scriptedModel([says('Hello there.'), says('Good day.')], listed);
  await using app = await testApp({ modelUrl: model.url });
  const { chat, calls } = createCandorClient({ url: app.url });
  await chat.ask.mutate({ message: 'Hello' });
  const [first] = (await calls.list.query({})).items;
  const callId = first?.callId ?? '';
  const before = await calls.get.query({ callId });
  const replay = await calls.replay.mutate({ callId, model: 'qwen3:8b' });
  expect(replay).toMatchObject({ status: 'done', answer: 'Good day.', model: 'qwen3:8b', error: null });

  const [asked, again] = model.requests;
  expect(again?.body).toEqual({ ...asked?.body, model: 'qwen3:8b' });
  expect(await calls.get.query({ callId: replay.callId })).toMatchObject({
    callType: 'CHAT',
    runId: null,
    stepId: null,
    sessionId: null,
    companyId: 'comp-123',
    userId: 'local',
    metadata: { role: before.metadata['role'], purpose: 'replay', replay_of: callId },
  });
  expect(await calls.get.query({ callId })).toEqual(before);
});

test('what is not kept, not there, or not offered is said, and nothing is asked', async () => {
  await using model = await scriptedModel([says('Hello there.')], listed);
  await using app = await testApp({ modelUrl: model.url });
  const { chat, calls } = createCandorClient({ url: app.url });
  await chat.ask.mutate({ message: 'Hello' });
  const callId = (await calls.list.query({})).items[0]?.callId ?? '';
  const refused = (input: { callId: string; model?: string }) =>
    calls.replay.mutate(input).catch((error: { data?: { appCode?: string } }) => error.data?.appCode);
  expect(await refused({ callId, model: 'gpt-nope' })).toBe('model-not-listed');
  expect(await refused({ callId: crypto.randomUUID() })).toBe('call-not-found');
  await sql`delete from llm_call_texts`.execute(app.database.em.getKysely());
  expect(await refused({ callId })).toBe('request-not-kept');
  expect(model.requests).toHaveLength(1);
  expect((await calls.list.query({})).items).toHaveLength(1);
});

test('without a model the built-in engine answers the same again', async () => {
  await using app = await testApp();
  const { chat, calls } = createCandorClient({ url: app.url });
  await chat.ask.mutate({ message: 'What are the top product gaps from negative reviews?' });
  for (const { callId } of (await calls.list.query({})).items) {
    const { callId: replayed } = await calls.replay.mutate({ callId });
    const [first, again] = await Promise.all([callId, replayed].map((id) => calls.get.query({ callId: id })));
    expect(again?.responseText).toBe(first?.responseText);
    expect(again?.totalTokens).toBe(first?.totalTokens);
  }
});
