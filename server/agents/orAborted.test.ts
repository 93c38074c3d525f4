import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { orAborted } from './orAborted.ts';

test('work that comes back in time is the result, and no listener stays', async () => {
  const { signal } = new AbortController();
  await expect(orAborted(Promise.resolve(7), signal)).resolves.toBe(7);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('an abort ends the wait with its reason, before or after it began', async () => {
  const controller = new AbortController();
  const waiting = orAborted(new Promise(() => {}), controller.signal);
  controller.abort('stop');
  await expect(waiting).rejects.toBe('stop');
  await expect(orAborted(new Promise(() => {}), controller.signal)).rejects.toBe('stop');
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
});
