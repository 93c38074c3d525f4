import { expect, test } from 'vitest';
import { reconnectDelayMs } from './reconnectDelayMs.ts';

test('waits about 100 ms at first, doubles, and never more than 3 s', () => {
  const longest = [0, 1, 2, 3, 4, 5, 50].map((failures) => reconnectDelayMs(failures, () => 1));
  expect(longest).toEqual([100, 200, 400, 800, 1600, 3000, 3000]);
  expect(reconnectDelayMs(0, () => 0)).toBe(50);
});
