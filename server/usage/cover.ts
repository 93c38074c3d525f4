import type { StretchMs } from './usageStretch.ts';

const MINUTE_MS = 60_000;
export const QUARTER_MS = 15 * MINUTE_MS;
export const DAY_MS = 96 * QUARTER_MS;

/** Buckets that are as long as each other and lie one after another, one of them from so long after 1970 on. */
export interface Level {
  level: number;
  unitMs: number;
  phaseMs?: number;
}

/** The levels that sums are kept at: days of UTC, and what is finer. */
const days = { level: 2, unitMs: DAY_MS } as const;
const withinDays = [
  { level: 1, unitMs: 2 * QUARTER_MS },
  { level: 0, unitMs: QUARTER_MS },
] as const;

/** And days that begin at another minute of the day of UTC: where the days of zones begin that were asked for. */
export type Splits = ReadonlySet<number>;

export const minuteOf = (atMs: number) => (atMs % DAY_MS) / MINUTE_MS;
const daysFrom = (minute: number): Level =>
  minute === 0 ? days : { level: 2 + minute / 15, unitMs: DAY_MS, phaseMs: minute * MINUTE_MS };

/** And the bins that calls are counted in. */
export const spreadLevels = [
  { level: 3, unitMs: 32 * DAY_MS },
  days,
  { level: 1, unitMs: 4 * QUARTER_MS },
] as const;

/** A part of a stretch that whole buckets of one level tile. */
export interface Piece extends StretchMs {
  level: number;
}

/** Cuts a stretch into the fewest buckets, coarse in the middle; what no bucket of the finest level fits is left out. */
export function cover({ sinceMs, untilMs }: StretchMs, [unit, ...finer]: readonly Level[]): Piece[] {
  if (sinceMs >= untilMs || unit === undefined) return [];
  const { level, unitMs, phaseMs = 0 } = unit;
  const first = Math.ceil((sinceMs - phaseMs) / unitMs) * unitMs + phaseMs;
  const last = Math.floor((untilMs - phaseMs) / unitMs) * unitMs + phaseMs;
  if (first >= last) return cover({ sinceMs, untilMs }, finer);
  return [
    ...cover({ sinceMs, untilMs: first }, finer),
    { level, sinceMs: first, untilMs: last },
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
}

/**
 * Cuts a stretch at moments inside it and covers each part with days that begin where it does, or as it ends, or
 * with those of UTC; null where one of the moments is not between two buckets of the finest level that is kept.
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
  const pieces: Piece[] = [];
  const points = [inner.sinceMs, ...inside, inner.untilMs];
  for (const [index, untilMs] of points.entries()) {
    const sinceMs = points[index - 1];
    if (sinceMs === undefined) continue;
    for (const piece of bestOf({ sinceMs, untilMs }, splits)) {
      const before = pieces.at(-1);
      // one look-up for neighbours of one level: their buckets still lie each within its step
      if (before?.level === piece.level && before.untilMs === piece.sinceMs) before.untilMs = piece.untilMs;
      else pieces.push({ ...piece });
    }
  }
  return { inner, pieces };
}

/** The cover of a step with the most whole days. */
function bestOf({ sinceMs, untilMs }: StretchMs, splits: Splits): Piece[] {
  const minutes = [minuteOf(sinceMs), minuteOf(untilMs)].filter((minute) => splits.has(minute));
  const covers = [...minutes, 0].map((minute) =>
    cover({ sinceMs, untilMs }, [daysFrom(minute), ...withinDays]),
  );
  const inDays = (pieces: Piece[]) =>
    pieces.reduce((sum, piece) => sum + (piece.level >= days.level ? piece.untilMs - piece.sinceMs : 0), 0);
  return covers.toSorted((a, b) => inDays(b) - inDays(a))[0] ?? [];
}
