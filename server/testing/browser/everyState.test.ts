import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { fails, forRole, hangsAfter, plans, says } from '#server/testing/scriptStep.ts';
import { browserOfFile } from './browserOfFile.ts';
import { goTo } from './goTo.ts';
import { insertCalls } from './insertCalls.ts';
import { pageUnderTest } from './pageUnderTest.ts';
import { callStates } from './states/callStates.ts';
import { conversationStates } from './states/conversationStates.ts';
import { frontPageStates } from './states/frontPageStates.ts';
import { lookAtStates } from './states/lookAtStates.ts';
import { modelStates } from './states/modelStates.ts';
import { reviewStates } from './states/reviewStates.ts';
import { shellStates } from './states/shellStates.ts';
import { troubleStates } from './states/troubleStates.ts';

const chromium = browserOfFile();
const question = 'What are the top product gaps from negative reviews?';
const still = { reducedMotion: 'reduce' as const };
/** What the browser itself tells of what is refused, is nowhere, or is asked of a server that is away. */
const isExpected = (complaint: string) => /status of 40[04]|ERR_FAILED|ERR_ABORTED/.test(complaint);
const tell = (what: string, { count }: { count: number }, states: readonly unknown[]) =>
  process.stderr.write(`${what}: ${states.length} states, ${count} looks\n`);

test('every state of every page is free of barriers, in light and dark, on a wide and a narrow screen', async () => {
  await using browser = await pageUnderTest(chromium(), { reviews: 0, env: { OFFLINE_PACE: '0' } }, still);
  const { page, app, complaints } = browser;
  const client = createCandorClient({ url: app.url });
  await client.companies.addSample.mutate({});
  await sql`insert into companies (id, name) values ('empty', 'Nothing Yet')`.execute(
    app.database.em.fork().getKysely(),
  );
  for (const message of ['Hello', 'Thanks'])
    await client.chat.ask.mutate({ message, sessionId: message.toLowerCase() });
  const { run_id: replaces } = await client.chat.ask.mutate({ message: 'Hello', sessionId: 'versions' });
  await client.chat.ask.mutate({
    message: 'What do happy customers praise?',
    sessionId: 'versions',
    replaces,
  });
  await client.chat.ask.mutate({ message: 'Which products are rated best?', sessionId: 'gaps' });
  await client.chat.ask.mutate({ message: question, sessionId: 'gaps' });
  await insertCalls(app.database.em, 120);
  await page.reload();
  const states = [
    ...frontPageStates,
    ...conversationStates,
    ...callStates,
    ...reviewStates,
    ...shellStates,
    ...troubleStates,
  ];
  const looks = await lookAtStates(page, states);
  tell('without a model', looks, states);
  expect(looks.faults).toEqual([]);
  expect(complaints.filter((complaint) => !isExpected(complaint))).toEqual([]);
}, 900_000);

test('every state that takes a model is free of barriers, in light and dark, on a wide and a narrow screen', async () => {
  const loud = says('Loud and clear.');
  await using model = await scriptedModel(
    [
      hangsAfter('Customers mostly speak of'),
      fails(400),
      { ...says('Customers mostly speak of'), finishReason: 'length' },
      plans({ output: 'quotes', searches: ['app', 'price', 'support'] }),
      forRole('RAG Retrieval', says('')),
      forRole(
        'Answer',
        hangsAfter(
          '## What they say\n\nMany write of **slow starts**, some of prices,\n\n- and a third wait for',
        ),
      ),
      loud,
      fails(401),
      loud,
      fails(401),
    ],
    ['llama3.2:latest', 'qwen3:8b', 'qwen3:32b'],
  );
  const patient = { firstTokenMs: 900_000, idleMs: 900_000, totalMs: 900_000 };
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url, timeouts: patient }, still);
  const { page, app, complaints } = browser;
  const client = createCandorClient({ url: app.url });
  const stopped = await client.chat.send.mutate({ message: 'Hello', sessionId: 'stopped' });
  await goTo(page, '/s/stopped');
  await page.getByText('Customers mostly speak of').waitFor();
  await client.chat.stop.mutate({ runId: stopped.runId });
  await client.chat.ask.mutate({ message: 'Hello', sessionId: 'failed' }).catch(() => undefined);
  await client.chat.ask.mutate({ message: 'Hello', sessionId: 'cut' });
  await client.chat.send.mutate({
    message: 'Quote what customers say about the app',
    sessionId: 'streaming',
  });
  await page.reload();
  const looks = await lookAtStates(page, modelStates);
  tell('with a model', looks, modelStates);
  expect(looks.faults).toEqual([]);
  expect(complaints.filter((complaint) => !isExpected(complaint))).toEqual([]);
}, 600_000);
