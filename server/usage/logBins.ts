import { sql } from 'kysely';
import type { Percentiles, UsageMeasure } from '#shared/usageReport.ts';

/** Each bin ends so many times above its beginning: its middle is at most 2 % away from what lies in it. */
const RATIO = 1.04;
/** The bin of exactly 0. */
const ZERO = -1;
const MOST_BINS = 40;

// times in whole microseconds, so that nothing that took time at all is 0
const units = {
  duration: { value: sql`round(duration_ms * 1000)`, per: 1_000 },
  ttft: { value: sql`round(ttft_ms * 1000)`, per: 1_000 },
  tokens: { value: sql`total_tokens`, per: 1 },
  cost: { value: sql`cost_nano_usd`, per: 1 },
} as const;

/** How many calls lie in each bin. */
export type LogBins = ReadonlyMap<number, number>;

/** The bin of a row of the ledger; null where it has no such measure, or was never sent. */
export const binOfRow = (measure: UsageMeasure) => {
  const { value } = units[measure];
  return sql<number>`case when status = 'rejected' then null when ${value} < 1 then ${sql.lit(ZERO)}
    else floor(ln(${value}::double precision) / ln(${sql.lit(RATIO)}::double precision)) end::int`;
};

const beginOf = (bin: number, measure: UsageMeasure) =>
  bin === ZERO ? 0 : RATIO ** bin / units[measure].per;

const middleOf = (bin: number, measure: UsageMeasure) =>
  bin === ZERO ? 0 : RATIO ** (bin + 0.5) / units[measure].per;

export const callsIn = (bins: LogBins) => [...bins.values()].reduce((sum, calls) => sum + calls, 0);

/** The smallest value that so many of all are at most, at most 2 % off. */
export function percentilesOf(bins: LogBins, measure: UsageMeasure): Percentiles {
  const ordered = [...bins].toSorted(([a], [b]) => a - b);
  const calls = callsIn(bins);
  const at = (share: number) => {
    let left = Math.max(1, Math.ceil(calls * share));
    const found = ordered.find(([, inBin]) => (left -= inBin) <= 0);
    return found ? middleOf(found[0], measure) : null;
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** The bins joined to so few that they can be drawn, without gaps. */
export function drawnBins(bins: LogBins, measure: UsageMeasure) {
  const zeros = bins.get(ZERO);
  const filled = [...bins.keys()].filter((bin) => bin !== ZERO);
  const drawn = zeros === undefined ? [] : [{ from: 0, to: 0, calls: zeros }];
  if (filled.length === 0) return drawn;
  const [first, last] = [Math.min(...filled), Math.max(...filled)];
  const width = Math.ceil((last - first + 1) / (MOST_BINS - 1));
  for (let from = first; from <= last; from += width) {
    const joined = Array.from({ length: width }, (_, index) => bins.get(from + index) ?? 0);
    drawn.push({
      from: beginOf(from, measure),
      to: beginOf(from + width, measure),
      calls: joined.reduce((sum, calls) => sum + calls, 0),
    });
  }
  return drawn;
}
