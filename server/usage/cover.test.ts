import { expect, test } from 'vitest';
import { cover, coverSteps, DAY_MS, minuteOf, QUARTER_MS, spreadLevels } from './cover.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const none = new Set<number>();

/** How often a cover counts each quarter of an hour. */
function countsOf({ pieces }: NonNullable<ReturnType<typeof coverSteps>>) {
  const counts = new Map<number, number>();
  for (const { sinceMs, untilMs } of pieces)
    for (let quarter = sinceMs; quarter < untilMs; quarter += QUARTER_MS)
      counts.set(quarter, (counts.get(quarter) ?? 0) + 1);
  return counts;
}

test('every quarter of an hour of a stretch is counted once and no other is, whatever cuts and splits there are', () => {
  for (let dice = 1; dice < 500; dice++) {
    const sinceMs = at('2026-03-01T00:00') + ((dice * 7_919) % 400) * 1_800_000;
    const untilMs = sinceMs + (1 + ((dice * 104_729) % 300)) * 1_800_000;
    const stepMs = (1 + (dice % 60)) * 1_800_000;
    const cuts = Array.from({ length: dice % 5 }, (_, index) => sinceMs + index * stepMs);
    const splits = new Set(
      [sinceMs, untilMs, ...cuts].filter((_, index) => (dice >> index) % 2 === 0).map(minuteOf),
    );
    for (const finest of [0, 1] as const) {
      const covered = coverSteps({ sinceMs, untilMs }, cuts, finest, splits);
      if (!covered) throw new Error('cuts at half hours can be covered');
      const counted = [...countsOf(covered)];
      expect(counted.every(([, count]) => count === 1)).toBe(true);
      expect(counted.length * QUARTER_MS).toBe(untilMs - sinceMs);
      expect(Math.min(...counted.map(([quarter]) => quarter))).toBe(sinceMs);
    }
  }
});

test('the days of a year in India are read as one piece, once days from half past six in the evening on are kept', () => {
  const starts = Array.from({ length: 365 }, (_, day) => at('2025-01-01T18:30') + day * DAY_MS);
  const stretch = { sinceMs: at('2025-01-01T18:30'), untilMs: at('2026-01-01T18:30') };
  const minute = 18 * 60 + 30;
  expect(coverSteps(stretch, starts, 1, new Set([minute]))?.pieces).toEqual([
    { level: 2 + minute / 15, ...stretch },
  ]);
  expect(coverSteps(stretch, starts, 1, none)?.pieces.every(({ level }) => level < 2)).toBe(true);
});

test('a day of twenty-five hours is a day that begins with it, or ends with it, and two half hours', () => {
  const stretch = { sinceMs: at('2025-10-25T22:00'), untilMs: at('2025-10-26T23:00') };
  expect(coverSteps(stretch, [], 0, new Set([22 * 60, 23 * 60]))?.pieces).toEqual([
    { level: 2 + 88, sinceMs: stretch.sinceMs, untilMs: at('2025-10-26T22:00') },
    { level: 1, sinceMs: at('2025-10-26T22:00'), untilMs: stretch.untilMs },
  ]);
});

test('ends between two quarters are left to the rows, and cuts between two quarters are no cuts of buckets', () => {
  const stretch = { sinceMs: at('2026-03-01T10:07'), untilMs: at('2026-03-01T12:20') };
  expect(coverSteps(stretch, [], 0, none)?.inner).toEqual({
    sinceMs: at('2026-03-01T10:15'),
    untilMs: at('2026-03-01T12:15'),
  });
  expect(coverSteps(stretch, [at('2026-03-01T11:01')], 0, none)).toBeNull();
  expect(coverSteps(stretch, [at('2026-03-01T11:15')], 1, none)).toBeNull();
});

test('a year of bins is read from eleven long buckets and what is left of days and hours', () => {
  const pieces = cover({ sinceMs: at('2024-12-31T23:00'), untilMs: at('2025-12-31T23:00') }, spreadLevels);
  const unitOf = (level: number) => spreadLevels.find((one) => one.level === level)?.unitMs ?? Number.NaN;
  const buckets = pieces.map(({ level, sinceMs, untilMs }) => [level, (untilMs - sinceMs) / unitOf(level)]);
  expect(buckets.reduce((sum, [, count = 0]) => sum + count, 0)).toBeLessThan(90);
  expect(buckets.find(([level]) => level === 3)).toEqual([3, 11]);
});
