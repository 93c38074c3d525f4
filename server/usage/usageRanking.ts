import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { RankedBy, UsageFigures, UsageRanking } from '#shared/usageReport.ts';
import { figuresOf, type MeasuredRow, sumFigures, sumsOfMeasures } from './callMeasures.ts';
import { DAY_MS, QUARTER_MS } from './cover.ts';
import { momentsAt, usageSource } from './usageSource.ts';
import { stretchIso, stretchOf, type UsageStretch } from './usageStretch.ts';

const SPARK_PARTS = 24;

type Sort = 'cost' | 'tokens' | 'calls' | 'errors' | 'name';
type Ranked = UsageFigures & { name: string | null };
const sortedBy = { cost: 'costNanoUsd', tokens: 'totalTokens', calls: 'llmCalls', errors: 'errors' } as const;

/** Who or what made the calls that a filter lets pass, most first. */
export async function usageRanking(
  em: Em,
  input: UsageFilter & { by: RankedBy; sort: Sort; limit: number },
): Promise<UsageRanking> {
  const stretch = await stretchOf(em, input);
  const { rows } = await sql<MeasuredRow & { name: string | null }>`select name, ${sumsOfMeasures}
    from ${usageSource(input, stretch, { by: input.by })} group by name`.execute(em.getKysely());
  const all = rows.map((row) => ({ name: row.name, ...figuresOf(row) })).toSorted(before(input.sort));
  const listed = all.slice(0, input.limit);
  const sparks =
    input.by === 'user'
      ? await sparksOf(
          em,
          input,
          stretch,
          listed.map(({ name }) => name),
        )
      : null;
  return {
    ...stretchIso(stretch),
    items: listed.map((item) => ({ ...item, spark: sparks && (sparks.get(item.name) ?? noSpark()) })),
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

const noSpark = () => Array.from({ length: SPARK_PARTS }, () => 0);

/** What each user spent in each of 24 parts of the stretch, which are equal up to a day of UTC or a quarter of an hour. */
async function sparksOf(
  em: Em,
  filter: UsageFilter,
  stretch: UsageStretch,
  names: readonly (string | null)[],
): Promise<Map<string | null, number[]>> {
  const partMs = (stretch.untilMs - stretch.sinceMs) / SPARK_PARTS;
  const unitMs = [DAY_MS, QUARTER_MS].find((unit) => partMs >= 2 * unit) ?? 1;
  const starts = Array.from({ length: SPARK_PARTS }, (_, part) => {
    const exact = stretch.sinceMs + part * partMs;
    return part === 0 ? exact : Math.round(exact / unitMs) * unitMs;
  });
  const { rows } = await sql<{ name: string | null; part: number; cost: number | string }>`
    select name, width_bucket(at, ${momentsAt(starts)}) as part, sum(cost_nano_usd) as cost
    from ${usageSource(filter, stretch, { by: 'user', names, cuts: starts })} group by 1, 2`.execute(
    em.getKysely(),
  );
  const sparks = new Map<string | null, number[]>();
  for (const { name, part, cost } of rows) {
    const spark = sparks.get(name) ?? noSpark();
    sparks.set(name, spark);
    spark[part - 1] = Number(cost);
  }
  return sparks;
}
