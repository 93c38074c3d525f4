import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestApp, testApp } from '#server/testing/testApp.ts';
import { emptyRun, foldRun, type RunView, type StreamEvent } from '#shared/runView.ts';

const streamsOf = (app: TestApp, runs: { runId: string; lastEventId?: string }[]) =>
  fetch(`${app.url}/trpc/chat.streams?input=${encodeURIComponent(JSON.stringify({ runs }))}`, {
    headers: { accept: 'text/event-stream' },
  });

async function eventsOf(response: Response): Promise<StreamEvent[]> {
  const text = await response.text();
  return [...text.matchAll(/^data: (\{"v":.*)$/gm)].map(([, data = '']): StreamEvent => JSON.parse(data));
}

async function storedView(app: TestApp, runId: string): Promise<RunView | null> {
  const { rows } = await sql<{ view: RunView | null }>`select view from runs where id = ${runId}`.execute(
    app.database.em.fork().getKysely(),
  );
  return rows[0]?.view ?? null;
}

test('several runs come over one stream, each whole, in order and from its own place', async () => {
  await using app = await testApp();
  const { chat } = app.app.services;
  const asked = await Promise.all(
    ['What do customers say?', 'What crashes?', 'Hello'].map((message) => chat.send({ message })),
  );
  const live = await eventsOf(await streamsOf(app, asked));
  for (const { runId } of asked) {
    const own = live.filter((event) => event.runId === runId);
    expect(own.map(({ seq }) => seq)).toEqual(own.map((_, index) => index + 1));
    expect(own.reduce(foldRun, { ...emptyRun, runId })).toEqual(await storedView(app, runId));
  }

  const [first, second] = asked.map(({ runId }) => runId);
  const again = await eventsOf(
    await streamsOf(app, [{ runId: first ?? '', lastEventId: '3' }, { runId: second ?? '' }]),
  );
  expect(again.find((event) => event.runId === first)?.seq).toBe(4);
  expect(again.find((event) => event.runId === second)?.seq).toBe(1);
  await expect.poll(() => chat.followers()).toBe(0);
});

test('a run that is not there refuses the stream, and nobody follows the others', async () => {
  await using app = await testApp();
  const { runId } = await app.app.services.chat.send({ message: 'What do customers say?' });
  const unknown = { runId: '00000000-0000-4000-8000-000000000000' };
  const response = await streamsOf(app, [{ runId }, unknown]);
  expect(await response.text()).toContain('There is no such run.');
  await expect.poll(() => app.app.services.chat.followers()).toBe(0);
});

test('whoever leaves in the middle of the events follows nobody any more', async () => {
  await using app = await testApp();
  const { chat } = app.app.services;
  const asked = await Promise.all(['What crashes?', 'Hello'].map((message) => chat.send({ message })));
  for (const { runId } of asked) await chat.settle(runId, new AbortController().signal);
  const events = chat.followAll(
    asked.map(({ runId }) => ({ runId, lastEventId: '0' })),
    new AbortController().signal,
  );
  await events.next();
  await events.return();
  await expect.poll(() => chat.followers()).toBe(0);
});
