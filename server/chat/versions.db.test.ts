import { expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { hangsAfter, says } from '#server/testing/scriptStep.ts';
import { testApp } from '#server/testing/testApp.ts';
import { verify } from '#server/verify/verify.ts';

test('an answer made again takes the place of the last one, which stays in the ledger and out of the talk', async () => {
  await using model = await scriptedModel([says('First.'), says('Second.'), says('Third.')]);
  await using app = await testApp({ modelUrl: model.url });
  const client = createCandorClient({ url: app.url });
  const session = { sessionId: 'talk' };
  const first = await client.chat.ask.mutate({ message: 'Hello', ...session });
  const second = await client.chat.ask.mutate({ message: 'Hi there', ...session, replaces: first.run_id });
  const detail = await client.sessions.get.query(session);
  expect(detail.runs.map(({ runId, replaces }) => ({ runId, replaces }))).toEqual([
    { runId: first.run_id, replaces: null },
    { runId: second.run_id, replaces: first.run_id },
  ]);
  expect(detail.title).toBe('Hi there');

  await client.chat.ask.mutate({ message: 'Thanks', ...session });
  const told = JSON.stringify(model.requests[2]?.messages);
  expect(told).toContain('Second.');
  expect(told).not.toContain('First.');
  const { models } = await client.usage.totals.query(session);
  expect(models.reduce((sum, { llmCalls }) => sum + llmCalls, 0)).toBe(3);
  const { invariants } = await verify(app.database.em);
  expect(invariants.flatMap(({ id, broken }) => broken.map((row) => `${id} ${row}`))).toEqual([]);
});

test('only the last answer can be replaced, once, and only when it is over', async () => {
  await using model = await scriptedModel([says('One.'), says('Two.'), hangsAfter('Three')]);
  await using app = await testApp({ modelUrl: model.url });
  const client = createCandorClient({ url: app.url });
  const one = await client.chat.ask.mutate({ message: 'Hello', sessionId: 'talk' });
  const two = await client.chat.ask.mutate({ message: 'Thanks', sessionId: 'talk' });
  const again = (replaces: string, sessionId = 'talk') =>
    client.chat.send.mutate({ message: 'Hello', sessionId, replaces });
  const outdated = { data: { code: 'CONFLICT', appCode: 'replace-outdated' } };
  await expect(again(one.run_id)).rejects.toMatchObject(outdated);
  // another conversation's run, and one that never was
  await expect(again(two.run_id, 'elsewhere')).rejects.toMatchObject(outdated);
  await expect(again('11111111-1111-4111-8111-111111111111')).rejects.toMatchObject(outdated);

  const tries = await Promise.allSettled([again(two.run_id), again(two.run_id)]);
  const three = tries.find((tried) => tried.status === 'fulfilled')?.value;
  expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(again(three?.runId ?? '')).rejects.toMatchObject({ data: { appCode: 'session-busy' } });
  await expect(again(two.run_id)).rejects.toMatchObject(outdated);
  await client.chat.stop.mutate({ runId: three?.runId ?? '' });
  expect((await client.sessions.list.query({})).items.map(({ id }) => id)).toEqual(['talk']);
});

test('the same request that replaces is one run, another place of it is another request', async () => {
  await using app = await testApp();
  const client = createCandorClient({ url: app.url });
  const { run_id: replaces } = await client.chat.ask.mutate({ message: 'Hello', sessionId: 'talk' });
  const request = { message: 'Hello', sessionId: 'talk', requestId: 'again' };
  const sent = await client.chat.send.mutate({ ...request, replaces });
  expect(await client.chat.send.mutate({ ...request, replaces })).toEqual(sent);
  await expect(client.chat.send.mutate(request)).rejects.toMatchObject({
    data: { appCode: 'request-reused' },
  });
});
