import { expect, test } from 'vitest';
import { cover, coverSteps, DAY_MS, minuteOf, type Piece, QUARTER_MS, spreadLevels } from './cover.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const none = new Set<number>();

/** How often a cover counts each quarter of an hour: its pieces once, the rests of days as they are added and taken. */
function countsOf({ pieces, begins, ends }: NonNullable<ReturnType<typeof coverSteps>>) {
  const counts = new Map<number, number>();
  const add = ({ sinceMs, untilMs }: Pick<Piece, 'sinceMs' | 'untilMs'>, count: number) => {
    for (let quarter = sinceMs; quarter < untilMs; quarter += QUARTER_MS)
      counts.set(quarter, (counts.get(quarter) ?? 0) + count);
  };
  const restOf = (sinceMs: number) => ({ sinceMs, untilMs: Math.ceil(sinceMs / DAY_MS) * DAY_MS });
  for (const piece of pieces) add(piece, 1);
  for (const begin of begins) add(restOf(begin), 1);
  for (const end of ends) add(restOf(end), -1);
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
      const counted = [...countsOf(covered)].filter(([, count]) => count !== 0);
      expect(counted.every(([, count]) => count === 1)).toBe(true);
      expect(counted.length * QUARTER_MS).toBe(untilMs - sinceMs);
      expect(Math.min(...counted.map(([quarter]) => quarter))).toBe(sinceMs);
    }
  }
});

test('the days of a year in India are read as days of UTC and their rests, once half past six in the evening is kept', () => {
  const starts = Array.from({ length: 365 }, (_, day) => at('2025-01-01T18:30') + day * DAY_MS);
  const stretch = { sinceMs: at('2025-01-01T18:30'), untilMs: at('2026-01-01T18:30') };
  const kept = coverSteps(stretch, starts, 1, new Set([18 * 60 + 30]));
  expect(kept?.pieces).toEqual([
    { level: 2, sinceMs: at('2025-01-02T00:00'), untilMs: at('2026-01-02T00:00') },
  ]);
  expect([kept?.begins.length, kept?.ends.length]).toEqual([365, 365]);
  expect(coverSteps(stretch, starts, 1, none)?.begins).toEqual([]);
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
  const unitMs = { 3: 32 * DAY_MS, 2: DAY_MS, 1: 4 * QUARTER_MS, 0: Number.NaN };
  const buckets = pieces.map(({ level, sinceMs, untilMs }) => [level, (untilMs - sinceMs) / unitMs[level]]);
  expect(buckets.reduce((sum, [, count = 0]) => sum + count, 0)).toBeLessThan(90);
  expect(buckets.find(([level]) => level === 3)).toEqual([3, 11]);
});
