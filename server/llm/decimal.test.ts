import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDecimal, sumOfProducts } from './decimal.ts';

const exact = (value: string | number) => parseDecimal(value) ?? { units: -1n, scale: 0 };

test.each([
  ['0.000837', 837n, 6],
  [5e-8, 5n, 8],
  ['1.50', 150n, 2],
  [1e21, 10n ** 21n, 0],
  [3, 3n, 0],
])('%s is read exactly', (value, units, scale) => {
  expect(parseDecimal(value)).toEqual({ units, scale });
});

test.each([['-1'], ['NaN'], [Number.POSITIVE_INFINITY], [''], ['1,5'], ['0x10']])(
  '%s is no amount',
  (value) => {
    expect(parseDecimal(value)).toBeNull();
  },
);

test('a sum is rounded half up, once', () => {
  expect(sumOfProducts([{ factor: exact('0.5'), count: 1n }])).toBe(1n);
  expect(
    sumOfProducts([
      { factor: exact('0.4'), count: 1n },
      { factor: exact('0.4'), count: 1n },
    ]),
  ).toBe(1n);
  expect(
    sumOfProducts([
      { factor: exact('0.1'), count: 3n },
      { factor: exact('0.2'), count: 1n },
    ]),
  ).toBe(1n);
  expect(sumOfProducts([])).toBe(0n);
});

test('any number that is written down comes back', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), (value) => {
      const { units, scale } = exact(value);
      expect(Number(`${units}e${-scale}`)).toBe(value);
    }),
  );
});
