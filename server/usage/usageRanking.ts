import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { RankedBy, UsageFigures, UsageRanking } from '#shared/usageReport.ts';
import { figuresOf, type MeasuredRow, sumFigures, sumsOfMeasures } from './callMeasures.ts';
import { DAY_MS, QUARTER_MS } from './cover.ts';
import { momentsAt, usageSource } from './usageSource.ts';
import { type StretchMs, stretchIso, stretchOf } from './usageStretch.ts';

const SPARK_PARTS = 24;

type Sort = 'cost' | 'tokens' | 'calls' | 'errors' | 'name';
type Ranked = UsageFigures & { name: string | null };

interface RankedRow extends MeasuredRow {
  name: string | null;
  /** The parts in which anything was used, and what it cost. */
  parts: number[];
  costs: string[];
}

const sortedBy = { cost: 'costNanoUsd', tokens: 'totalTokens', calls: 'llmCalls', errors: 'errors' } as const;

/** Who or what made the calls that a filter lets pass, most first. */
export async function usageRanking(
  em: Em,
  input: UsageFilter & { by: RankedBy; sort: Sort; limit: number },
): Promise<UsageRanking> {
  const stretch = await stretchOf(em, input);
  const starts = input.by === 'user' ? partsOf(stretch) : [];
  const { rows } = await sql<RankedRow>`select name, ${sumsOfMeasures}, array_agg(part) as parts,
      array_agg(cost_nano_usd::text) as costs
    from (
      select name, width_bucket(at, ${momentsAt(starts)}) as part, ${sumsOfMeasures}
      from ${usageSource(input, stretch, { by: input.by, cuts: starts })} group by 1, 2
    ) as parted group by name`.execute(em.getKysely());
  const all = rows
    .map((row) => ({ name: row.name, ...figuresOf(row), spark: starts.length === 0 ? null : sparkOf(row) }))
    .toSorted(before(input.sort));
  return {
    ...stretchIso(stretch),
    items: all.slice(0, input.limit),
    names: all.length,
    figures: sumFigures(all),
  };
}

function before(sort: Sort) {
  const byName = (a: Ranked, b: Ranked) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1);
  if (sort === 'name') return byName;
  const key = sortedBy[sort];
  return (a: Ranked, b: Ranked) =>
    b[key] - a[key] || b.costNanoUsd - a.costNanoUsd || b.llmCalls - a.llmCalls || byName(a, b);
}

/** Where each of 24 parts of a stretch begins, which are equal up to a day of UTC or a quarter of an hour. */
function partsOf({ sinceMs, untilMs }: StretchMs): number[] {
  const partMs = (untilMs - sinceMs) / SPARK_PARTS;
  const unitMs = [DAY_MS, QUARTER_MS].find((unit) => partMs >= 2 * unit) ?? 1;
  return Array.from({ length: SPARK_PARTS }, (_, part) => {
    const exact = sinceMs + part * partMs;
    return part === 0 ? exact : Math.round(exact / unitMs) * unitMs;
  });
}

function sparkOf({ parts, costs }: RankedRow): number[] {
  const spark = Array.from({ length: SPARK_PARTS }, () => 0);
  for (const [index, part] of parts.entries()) spark[part - 1] = Number(costs[index]);
  return spark;
}
