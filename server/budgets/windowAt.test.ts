import { describe, expect, test } from 'vitest';
import { oddZones } from '#server/testing/oddZones.ts';
import { windowAt } from './windowAt.ts';

describe.each(oddZones)('in %s', (zone) => {
  test.each(['day', 'week', 'month'] as const)('every %s begins where the one before it ends', (window) => {
    for (const [from, until] of [
      ['2011-12-01', '2012-02-01'],
      ['2026-01-01', '2027-01-01'],
    ] as const) {
      let span = windowAt(window, Date.parse(from), zone);
      while (span && span.endsMs < Date.parse(until)) {
        const last = span.endsMs - 1;
        expect(windowAt(window, last, zone)).toEqual(span);
        const next = windowAt(window, span.endsMs, zone);
        expect(next?.startsMs).toBe(span.endsMs);
        span = next;
      }
    }
  });
});

test.each([
  ['day', 'America/New_York', '2026-03-08T12:00:00Z', 23],
  ['day', 'America/New_York', '2026-11-01T12:00:00Z', 25],
  ['month', 'Europe/Berlin', '2026-02-28T22:59:59Z', 28 * 24],
  ['month', 'Europe/Berlin', '2026-02-28T23:00:00Z', 31 * 24 - 1],
] as const)('a %s of %s at %s has %i hours', (window, zone, at, hours) => {
  const span = windowAt(window, Date.parse(at), zone);
  expect(span && (span.endsMs - span.startsMs) / 3_600_000).toBe(hours);
});

test('a budget in total never begins anew', () => {
  expect(windowAt('total', 0, 'UTC')).toBeNull();
});
