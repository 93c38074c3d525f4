import { expect, test } from 'vitest';
import { axisOf, placeOn } from './axisOf.ts';

test('while a run is under way its axis is the next round span, and never shorter than the run', () => {
  expect([0, 999, 1_000, 3_999, 4_000, 59_999, 240_000, 700_000].map((ms) => axisOf(ms, false))).toEqual([
    1_000, 1_000, 2_000, 4_000, 10_000, 60_000, 480_000, 720_000,
  ]);
});

test('once it is over the axis is what it took', () => {
  expect([0, 1_234, 90_000].map((ms) => axisOf(ms, true))).toEqual([1, 1_234, 90_000]);
});

test('a bar is to scale, and stays on the axis where clocks differ', () => {
  expect(placeOn(4_000, 1_000, 500)).toEqual({ left: '25.00%', width: '12.50%' });
  expect(placeOn(4_000, -80, 80)).toEqual({ left: '0.00%', width: '2.00%' });
  expect(placeOn(4_000, 3_900, 900)).toEqual({ left: '97.50%', width: '2.50%' });
  expect(placeOn(4_000, 9_000, 100)).toEqual({ left: '100.00%', width: '0.00%' });
});
