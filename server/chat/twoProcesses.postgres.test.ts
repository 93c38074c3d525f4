import { expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { followRun } from '#client/programs/followRun.ts';
import { insertReviews } from '#server/testing/insertReviews.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { hangsAfter } from '#server/testing/scriptStep.ts';
import { testApp } from '#server/testing/testApp.ts';
import { testDatabase } from '#server/testing/testDatabase.ts';
import { emptyRun, foldRun } from '#shared/runView.ts';

test('a run of one process is followed, stopped and read from another', async () => {
  await using database = await testDatabase();
  await insertReviews(database.em, 'comp-123', 5);
  await using model = await scriptedModel([hangsAfter('Hello from afar')]);
  await using owner = await testApp({ database, modelUrl: model.url });
  const sent = await createCandorClient({ url: owner.url }).chat.send.mutate({ message: 'Hello' });
  await expect.poll(() => model.requests.length).toBe(1);

  // begins after the run was claimed, so it is the other's
  await using other = await testApp({ database, modelUrl: model.url });
  const client = createCandorClient({ url: other.url });
  let view = emptyRun;
  for await (const event of followRun(client, sent.runId)) {
    view = foldRun(view, event);
    if (view.answer === 'Hello from afar') break;
  }
  expect(other.app.services.chat.running()).toBe(0);
  const busy = client.chat.send.mutate({ message: 'Hello', sessionId: sent.sessionId });
  await expect(busy).rejects.toMatchObject({ data: { code: 'CONFLICT', runId: sent.runId } });

  const stopped = await client.chat.stop.mutate({ runId: sent.runId });
  expect(stopped).toEqual({ runId: sent.runId, status: 'stopped', stoppedCalls: 1 });
  await expect.poll(() => model.requests[0]?.isAbandoned).toBe(true);
  for await (const event of followRun(client, sent.runId, { lastEventId: view.seq }))
    view = foldRun(view, event);
  const stored = (await createCandorClient({ url: owner.url }).chat.run.query({ runId: sent.runId })).view;
  expect(JSON.stringify(view)).toBe(JSON.stringify(stored));
  expect(owner.app.services.chat.running() + owner.app.services.chat.followers()).toBe(0);
});

test('questions that many processes see at once are each answered once', async () => {
  await using database = await testDatabase();
  await insertReviews(database.em, 'comp-123', 5);
  await using one = await testApp({ database });
  await using two = await testApp({ database });
  const clients = [one, two].map((app) => createCandorClient({ url: app.url }));
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      clients[index % 2]?.chat.ask.mutate({ message: 'Hello', sessionId: `s${index}` }),
    ),
  );
  expect(answers.map((answer) => answer?.metadata.llm_calls)).toEqual(Array.from({ length: 12 }, () => 1));
});
