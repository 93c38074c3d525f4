import type { StretchMs } from './usageStretch.ts';

export const QUARTER_MS = 900_000;
export const DAY_MS = 96 * QUARTER_MS;

/** Buckets that are as long as each other and lie one after another from 1970 on. */
export interface Level {
  level: 0 | 1 | 2 | 3;
  unitMs: number;
}

/** The levels that sums are kept at, coarsest first. */
const days = { level: 2, unitMs: DAY_MS } as const;
const withinDays = [
  { level: 1, unitMs: 2 * QUARTER_MS },
  { level: 0, unitMs: QUARTER_MS },
] as const;

/** And the bins that calls are counted in. */
export const spreadLevels = [
  { level: 3, unitMs: 32 * DAY_MS },
  days,
  { level: 1, unitMs: 4 * QUARTER_MS },
] as const;

/** A part of a stretch that whole buckets of one level tile. */
export interface Piece extends StretchMs {
  level: Level['level'];
}

/** Cuts a stretch into the fewest buckets, coarse in the middle; what no bucket of the finest level fits is left out. */
export function cover({ sinceMs, untilMs }: StretchMs, [unit, ...finer]: readonly Level[]): Piece[] {
  if (sinceMs >= untilMs || unit === undefined) return [];
  const first = Math.ceil(sinceMs / unit.unitMs) * unit.unitMs;
  const last = Math.floor(untilMs / unit.unitMs) * unit.unitMs;
  if (first >= last) return cover({ sinceMs, untilMs }, finer);
  return [
    ...cover({ sinceMs, untilMs: first }, finer),
    { level: unit.level, sinceMs: first, untilMs: last },
    ...cover({ sinceMs: last, untilMs }, finer),
  ];
}

/** The stretch between the first and the last moment inside another that lie between two buckets as long as `unitMs`. */
export function innerOf({ sinceMs, untilMs }: StretchMs, unitMs: number): StretchMs | null {
  const inner = {
    sinceMs: Math.ceil(sinceMs / unitMs) * unitMs,
    untilMs: Math.floor(untilMs / unitMs) * unitMs,
  };
  return inner.sinceMs < inner.untilMs ? inner : null;
}

/** How kept sums cover a stretch. */
export interface Cover {
  /** What they cover; the rest at both ends no bucket fits. */
  inner: StretchMs;
  pieces: Piece[];
  /** The moments from which on the rest of their day is added to what begins there, and taken from what ends there. */
  begins: number[];
  ends: number[];
}

/** Where a day of UTC is split, in minutes: the sum of the rest of each day from there on is kept. */
export type Splits = ReadonlySet<number>;

export const minuteOf = (atMs: number) => (atMs % DAY_MS) / 60_000;

/**
 * Cuts a stretch at moments inside it and covers each part; null where one of the moments is not between two buckets
 * of the finest level that is kept. A day of a zone is the rest of one day of UTC and the next without its rest.
 */
export function coverSteps(
  stretch: StretchMs,
  cuts: readonly number[],
  finest: 0 | 1,
  splits: Splits,
): Cover | null {
  const unitMs = finest === 0 ? QUARTER_MS : 2 * QUARTER_MS;
  const inner = innerOf(stretch, unitMs);
  if (inner === null) return null;
  const inside = cuts.filter((cut) => cut > inner.sinceMs && cut < inner.untilMs);
  if (inside.some((cut) => cut % unitMs !== 0)) return null;
  const isSplit = (atMs: number) => atMs % DAY_MS === 0 || splits.has(minuteOf(atMs));
  const covered: Cover = { inner, pieces: [], begins: [], ends: [] };

  const add = (pieces: readonly Piece[]) => {
    for (const piece of pieces) {
      const before = covered.pieces.at(-1);
      // one look-up for neighbours of one level: their buckets still lie each within its step
      if (before?.level === piece.level && before.untilMs === piece.sinceMs) before.untilMs = piece.untilMs;
      else covered.pieces.push({ ...piece });
    }
  };
  const points = [inner.sinceMs, ...inside, inner.untilMs];
  for (const [index, end] of points.entries()) {
    const start = points[index - 1];
    if (start === undefined) continue;
    const [first, last] = [Math.ceil(start / DAY_MS) * DAY_MS, Math.floor(end / DAY_MS) * DAY_MS];
    const [sinceMs, untilMs] = [isSplit(start) ? start : first, isSplit(end) ? end : last];
    if (sinceMs > untilMs || (first > last && !(isSplit(start) && isSplit(end)))) {
      add(cover({ sinceMs: start, untilMs: end }, withinDays));
      continue;
    }
    add(cover({ sinceMs: start, untilMs: sinceMs }, withinDays));
    if (sinceMs % DAY_MS !== 0) covered.begins.push(sinceMs);
    const whole = { sinceMs: first, untilMs: Math.ceil(untilMs / DAY_MS) * DAY_MS };
    if (whole.sinceMs < whole.untilMs) add([{ level: days.level, ...whole }]);
    if (untilMs % DAY_MS !== 0) covered.ends.push(untilMs);
    add(cover({ sinceMs: untilMs, untilMs: end }, withinDays));
  }
  return covered;
}
