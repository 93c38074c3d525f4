import { expect, test } from 'vitest';
import type { UsageSeries } from '#shared/usageReport.ts';
import { stretchOfPoint } from './stretchOfPoint.ts';

const series = (step: UsageSeries['step'], starts: string[], until: string): UsageSeries => ({
  step,
  starts,
  until,
  since: starts[0] ?? until,
  zone: 'Europe/Berlin',
  layers: [],
});

test('a point is its days in the zone of the chart, an hour its moments; the last ends with the stretch', () => {
  // on 25 October the clocks there go back: that day has 25 hours
  const days = series(
    'day',
    ['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    '2026-10-26T10:00:00.000Z',
  );
  expect(stretchOfPoint(days, 0)).toMatchObject({ since: '2026-10-25', until: '2026-10-25' });
  expect(stretchOfPoint(days, 1)).toMatchObject({ since: '2026-10-26', until: '2026-10-26' });
  const weeks = series(
    'week',
    ['2026-10-18T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    '2026-10-26T10:00:00.000Z',
  );
  expect(stretchOfPoint(weeks, 0)).toMatchObject({ since: '2026-10-19', until: '2026-10-25' });
  const hours = series(
    'hour',
    ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'],
    '2026-10-25T01:20:00.000Z',
  );
  expect(stretchOfPoint(hours, 0)).toMatchObject({
    since: '2026-10-25T00:00:00.000Z',
    until: '2026-10-25T01:00:00.000Z',
  });
  expect(stretchOfPoint(hours, 1)).toMatchObject({ until: '2026-10-25T01:20:00.000Z' });
});
