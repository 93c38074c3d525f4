import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration, formatUsd, nanoToUsd } from './money.ts';

test('nano-dollars become exact decimal dollars and back', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (nano) => {
      const [whole = '', decimals = ''] = nanoToUsd(nano).replace('-', '').split('.');
      const back = BigInt(whole) * 1_000_000_000n + BigInt(decimals.padEnd(9, '0'));
      expect(back).toBe(BigInt(Math.abs(nano)));
    }),
  );
  expect([nanoToUsd(0), nanoToUsd(1), nanoToUsd(1_234_500_000)]).toEqual(['0', '0.000000001', '1.2345']);
});

test('money and time read like a person would write them', () => {
  expect([null, 0, 1_200_000, 200_000_000, 1_234_000_000].map(formatUsd)).toEqual([
    '–',
    '$0',
    '$0.0012',
    '$0.20',
    '$1.23',
  ]);
  expect([87, 4_200, 125_000].map(formatDuration)).toEqual(['87 ms', '4.2 s', '2 min 5 s']);
});
