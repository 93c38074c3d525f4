import { expect, test } from 'vitest';
import { cover, coverSteps } from './cover.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const unitMs = [900_000, 3_600_000, 86_400_000];

test('a stretch is cut into at most five pieces that tile it, each in whole buckets of its level', () => {
  for (let dice = 1; dice < 3_000; dice++) {
    const sinceMs = at('2026-03-01T00:00') + ((dice * 7_919) % 4_000) * 900_000;
    const untilMs = sinceMs + (1 + ((dice * 104_729) % 40_000)) * 900_000;
    const pieces = cover({ sinceMs, untilMs });
    expect(pieces.length).toBeLessThanOrEqual(5);
    expect(pieces.reduce((end, piece) => (piece.sinceMs === end ? piece.untilMs : Number.NaN), sinceMs)).toBe(
      untilMs,
    );
    for (const piece of pieces)
      expect([
        piece.sinceMs % (unitMs[piece.level] ?? 0),
        piece.untilMs % (unitMs[piece.level] ?? 0),
      ]).toEqual([0, 0]);
  }
});

test('a year in India reads its days from four quarters, two stretches of hours and the days between', () => {
  expect(cover({ sinceMs: at('2025-01-01T18:30'), untilMs: at('2026-01-01T18:30') })).toEqual([
    { level: 0, sinceMs: at('2025-01-01T18:30'), untilMs: at('2025-01-01T19:00') },
    { level: 1, sinceMs: at('2025-01-01T19:00'), untilMs: at('2025-01-02T00:00') },
    { level: 2, sinceMs: at('2025-01-02T00:00'), untilMs: at('2026-01-01T00:00') },
    { level: 1, sinceMs: at('2026-01-01T00:00'), untilMs: at('2026-01-01T18:00') },
    { level: 0, sinceMs: at('2026-01-01T18:00'), untilMs: at('2026-01-01T18:30') },
  ]);
});

test('ends between two quarters are left to the rows, and cuts between two quarters are no cuts of buckets', () => {
  const stretch = { sinceMs: at('2026-03-01T10:07'), untilMs: at('2026-03-01T12:20') };
  expect(coverSteps(stretch, [], 0)?.inner).toEqual({
    sinceMs: at('2026-03-01T10:15'),
    untilMs: at('2026-03-01T12:15'),
  });
  expect(coverSteps(stretch, [at('2026-03-01T11:00')], 0)?.pieces).toHaveLength(3);
  expect(coverSteps(stretch, [at('2026-03-01T11:01')], 0)).toBeNull();
  expect(coverSteps(stretch, [], 2)).toBeNull();
});
