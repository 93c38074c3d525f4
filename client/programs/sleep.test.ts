import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { sleep } from './sleep.ts';

test('an abort ends the wait and leaves no listener', async () => {
  const controller = new AbortController();
  const slept = sleep(3_600_000, controller.signal);
  controller.abort();
  await slept;
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('a wait that ran out leaves no listener either', async () => {
  const { signal } = new AbortController();
  await sleep(1, signal);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('an aborted signal is not waited for', async () => {
  await expect(sleep(3_600_000, AbortSignal.abort())).resolves.toBeUndefined();
});
