import { expect, test, vi } from 'vitest';
import { emptyRun, foldRun, type StreamEvent } from '#shared/runView.ts';
import { startChaos } from '../chaos/startChaos.ts';
import { testApp } from '../testApp.ts';
import { cutFollowers } from './cutFollowers.ts';
import { followOnce } from './followOnce.ts';
import { outside } from './outside.ts';

test('a follower that is cut at random has the stored view in the end, byte for byte', async () => {
  await using chaos = await startChaos({ profile: { 'gap,ms=6': 1 } });
  await using app = await testApp({ modelUrl: chaos.url });
  const followers = await cutFollowers({ url: app.url, cuts: 30, seed: 5 });
  for (const follower of followers) expect(follower).toMatchObject({ outOfOrder: 0, isSame: true });
  expect(followers.reduce((cuts, follower) => cuts + follower.cuts, 0)).toBeGreaterThanOrEqual(30);
  await vi.waitFor(() => expect(app.app.services.chat.followers()).toBe(0));
});

test('every last event id, sensible or not, leads to the same view', async () => {
  await using app = await testApp();
  const { trpc } = outside(app.url);
  const { run_id: runId } = await trpc.chat.ask.mutate({ message: 'What do people say about boards?' });
  const stored = JSON.stringify((await trpc.chat.run.query({ runId })).view);
  const log: StreamEvent[] = [];
  expect(await followOnce({ url: app.url, runId, onEvent: (event) => log.push(event) })).toBe(true);
  expect(JSON.stringify(log.reduce(foldRun, emptyRun))).toBe(stored);

  const middle = Math.floor(log.length / 2);
  const sensible = ['', '0', '1', String(middle), String(log.length - 1), String(log.length)];
  const strange = ['-1', '999999999', '99999999999999999999', 'DROP TABLE runs', 'NaN', '1.5', '0x10'];
  const answers: unknown[] = [];
  const wanted: unknown[] = [];
  for (const id of [...sensible, ...strange]) {
    for (const place of ['lastEventId', 'lastEventIdHeader']) {
      const isSensible = sensible.includes(id);
      const before = log.slice(0, isSensible ? Number(id) : 0);
      const events: StreamEvent[] = [];
      const isOver = await followOnce({
        url: app.url,
        runId,
        [place]: id,
        onEvent: (event) => events.push(event),
      });
      const isSame = JSON.stringify([...before, ...events].reduce(foldRun, emptyRun)) === stored;
      answers.push({ id, place, isOver, isSame, first: events[0]?.type, count: events.length });
      wanted.push({
        id,
        place,
        isOver: true,
        isSame: true,
        first: isSensible ? log[before.length]?.type : 'snapshot',
        count: isSensible ? log.length - before.length : 1,
      });
    }
  }
  expect(answers).toEqual(wanted);

  // the header is what a browser resumes with: it says more than the address it began with
  const resumed: number[] = [];
  const onEvent = (event: StreamEvent) => resumed.push(event.seq);
  await followOnce({ url: app.url, runId, lastEventId: '1', lastEventIdHeader: String(middle), onEvent });
  expect(resumed[0]).toBe(middle + 1);
  await vi.waitFor(() => expect(app.app.services.chat.followers()).toBe(0));
});
