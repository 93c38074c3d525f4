import { expect, test } from 'vitest';
import { firstDayOf, usageFilterOf } from './usageFilterOf.ts';
import { usageSearch } from './usageSearch.ts';

const nowMs = Date.parse('2026-03-01T02:00:00Z');

test.each([
  ['today', 'UTC', '2026-03-01'],
  // there it is still the last evening of February
  ['today', 'America/New_York', '2026-02-28'],
  ['today', 'Pacific/Kiritimati', '2026-03-01'],
  ['7d', 'UTC', '2026-02-23'],
  ['30d', 'America/New_York', '2026-01-30'],
  ['90d', 'UTC', '2025-12-02'],
  ['12m', 'UTC', '2025-03-02'],
  ['all', 'UTC', undefined],
] as const)('%s in %s begins on %s', (range, zone, day) => {
  expect(firstDayOf(range, zone, nowMs)).toBe(day);
});

test('an address of nonsense asks for the last 30 days of everything', () => {
  const search = usageSearch.parse({
    range: 'ever',
    since: '1234',
    until: ['x'],
    zone: 'Mars/Base',
    by: 7,
    measure: 'joy',
    model: '',
    user: { a: 1, role: null, type: 'TALK', status: 'fine', session: '../..' },
  });
  const filter = usageFilterOf(search, 'acme', nowMs);
  const { companyId, since, zone: _, ...rest } = filter;
  expect({ companyId, since }).toEqual({ companyId: 'acme', since: expect.stringMatching(/^2026-01-3/) });
  expect(Object.values(rest).every((value) => value === undefined)).toBe(true);
});

test('days of the person’s own go before a range, and an end before the beginning is left out', () => {
  const asked = { range: '7d', since: '2026-01-10', zone: 'UTC' };
  const ask = (until: string) => usageFilterOf(usageSearch.parse({ ...asked, until }), 'acme', nowMs);
  expect(ask('2026-01-12')).toMatchObject({ since: '2026-01-10', until: '2026-01-12' });
  expect(ask('2026-01-09')).toMatchObject({ since: '2026-01-10', until: undefined });
});
