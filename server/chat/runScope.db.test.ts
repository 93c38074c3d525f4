import { expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { answersJson, callsTool, forRole, plans, says } from '#server/testing/scriptStep.ts';
import { testApp } from '#server/testing/testApp.ts';

const message = 'What do people say?';

test('what the person chose holds whatever the models plan, search and count', async () => {
  const elsewhere = { minRating: 4, maxRating: null, products: ['Web app'], since: null, until: null };
  await using model = await scriptedModel([
    plans({ filters: elsewhere, searches: ['boards', 'nowhere to be found'] }),
    forRole(
      'RAG Retrieval',
      callsTool('search_reviews', { query: 'fast', products: ['Web app'], minRating: 5 }),
    ),
    forRole('Data Analysis', answersJson({ themes: [] })),
    forRole('Answer', says('Nothing to add.')),
  ]);
  await using app = await testApp({ modelUrl: model.url, reviews: 40 });
  const client = createCandorClient({ url: app.url });
  const scope = { products: ['Mobile app'], maxRating: 2 };
  const answer = await client.chat.ask.mutate({ message, sessionId: 's', scope });
  const { view } = await client.chat.run.query({ runId: answer.run_id });
  expect(view?.scope?.filters).toEqual(scope);
  expect(view?.sources.length).toBeGreaterThan(0);
  for (const { product, rating } of view?.sources ?? []) {
    expect({ product, isNegative: (rating ?? 5) <= 2 }).toEqual({ product: 'Mobile app', isNegative: true });
  }
  expect(model.requests[0]?.question).toContain(`Chosen filter: {"maxRating":2,"products":["Mobile app"]}`);
  expect((await client.sessions.get.query({ sessionId: 's' })).runs[0]?.scope).toEqual(scope);
});

test('the offline engine stays inside it too, and forgets it when it is no longer chosen', async () => {
  await using app = await testApp({ reviews: 40 });
  const client = createCandorClient({ url: app.url });
  const asked = async (
    question: string,
    scope?: { maxRating?: number; minRating?: number; since?: string },
  ) => {
    const { run_id: runId } = await client.chat.ask.mutate({
      message: question,
      sessionId: 's',
      ...(scope ? { scope } : {}),
    });
    const { view } = await client.chat.run.query({ runId });
    return view?.scope?.filters;
  };
  expect(
    await asked('What are the top product gaps from negative reviews?', {
      minRating: 4,
      since: '2026-03-01',
    }),
  ).toEqual({
    minRating: 4,
    since: '2026-03-01',
  });
  expect(await asked('And only the mobile app?')).toEqual({ products: ['Mobile app'] });
});

test('a filter that no review passes is told as such', async () => {
  await using app = await testApp({ reviews: 5 });
  const client = createCandorClient({ url: app.url });
  const answer = await client.chat.ask.mutate({ message, scope: { products: ['Watch'], maxRating: 2 } });
  expect(answer.metadata).toMatchObject({
    status: 'failed',
    error: { message: 'There are no negative reviews of Watch: choose a wider filter, then ask again.' },
  });
});

test('the filter belongs to the request: another one under the same id is another question', async () => {
  await using app = await testApp();
  const client = createCandorClient({ url: app.url });
  const request = { message: 'Hello', sessionId: 's', requestId: 'r' };
  const sent = await client.chat.send.mutate({ ...request, scope: { maxRating: 2 } });
  expect(await client.chat.send.mutate({ ...request, scope: { maxRating: 2 } })).toEqual(sent);
  await expect(client.chat.send.mutate(request)).rejects.toMatchObject({
    data: { appCode: 'request-reused' },
  });
});
