import type { StretchMs } from './usageStretch.ts';

const QUARTER_MS = 900_000;
const HOUR_MS = 4 * QUARTER_MS;

/** The levels that sums are kept at, coarsest first: days of UTC, hours, quarters of an hour. */
const levels = [
  { level: 2, unitMs: 24 * HOUR_MS },
  { level: 1, unitMs: HOUR_MS },
  { level: 0, unitMs: QUARTER_MS },
] as const;

/** A part of a stretch that whole buckets of one level tile. */
export interface Piece extends StretchMs {
  level: 0 | 1 | 2;
}

/** Cuts a stretch between quarters of an hour into the fewest buckets: at most five pieces, coarse in the middle. */
export function cover({ sinceMs, untilMs }: StretchMs, depth = 0): Piece[] {
  const unit = levels[depth];
  if (sinceMs >= untilMs || unit === undefined) return [];
  const first = Math.ceil(sinceMs / unit.unitMs) * unit.unitMs;
  const last = Math.floor(untilMs / unit.unitMs) * unit.unitMs;
  if (first >= last) return cover({ sinceMs, untilMs }, depth + 1);
  return [
    ...cover({ sinceMs, untilMs: first }, depth + 1),
    { level: unit.level, sinceMs: first, untilMs: last },
    ...cover({ sinceMs: last, untilMs }, depth + 1),
  ];
}

/**
 * Cuts a stretch at moments inside it and covers each part; null where one of the moments is not between two buckets
 * of the finest level that is kept. What lies outside `inner`, at both ends, no whole bucket covers.
 */
export function coverSteps(
  stretch: StretchMs,
  cuts: readonly number[],
  finest: 0 | 2,
): { inner: StretchMs; pieces: Piece[] } | null {
  const unitMs = finest === 2 ? 24 * HOUR_MS : QUARTER_MS;
  const sinceMs = Math.ceil(stretch.sinceMs / unitMs) * unitMs;
  const untilMs = Math.floor(stretch.untilMs / unitMs) * unitMs;
  if (sinceMs >= untilMs) return null;
  const inside = cuts.filter((cut) => cut > sinceMs && cut < untilMs);
  if (inside.some((cut) => cut % unitMs !== 0)) return null;
  const ends = [...inside, untilMs];
  const pieces: Piece[] = [];
  for (const [index, end] of ends.entries()) {
    for (const piece of cover({ sinceMs: ends[index - 1] ?? sinceMs, untilMs: end })) {
      const before = pieces.at(-1);
      // one look-up for neighbours of one level: their buckets still lie each within its step
      if (before?.level === piece.level && before.untilMs === piece.sinceMs) before.untilMs = piece.untilMs;
      else pieces.push(piece);
    }
  }
  return { inner: { sinceMs, untilMs }, pieces };
}
