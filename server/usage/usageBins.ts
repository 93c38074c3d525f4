import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageMeasure } from '#shared/usageReport.ts';
import { bucketOf } from './bucketOf.ts';
import { usageWhere } from './callDimensions.ts';
import { cover, innerOf, spreadLevels } from './cover.ts';
import { binOfRow, type LogBins } from './logBins.ts';
import { placesOf, restOfRows, within } from './usageSource.ts';
import type { StretchMs } from './usageStretch.ts';

/** How measures are spread over the calls of a stretch: kept by whole hours or days of UTC, from rows at both ends. */
export async function usageBins<Measure extends UsageMeasure>(
  em: Em,
  filter: UsageFilter,
  stretch: StretchMs,
  measures: readonly Measure[],
): Promise<Record<Measure, LogBins>> {
  const listed = sql`(values ${sql.join(measures.map((measure) => sql`(${sql.lit(measure)}, ${sql.ref(measure)})`))})`;
  const columns = sql.join(measures.map((measure) => sql`${binOfRow(measure)} as ${sql.ref(measure)}`));
  const ofRows = (rows: RawBuilder<unknown>) =>
    sql`select binned.measure, binned.bin, 1 as calls from (${rows}) as called cross join lateral ${listed} as binned (measure, bin)`;
  const bucket = bucketOf(filter, null, 1);
  // those of combinations are not kept by the hour
  const levels = bucket?.isCombination ? spreadLevels.slice(0, 2) : spreadLevels;
  const inner = bucket && innerOf(stretch, Math.min(...levels.map(({ unitMs }) => unitMs)));
  const counted = inner
    ? sql`select measure, counted.bin, counted.calls from ${placesOf(cover(inner, levels))} ${bucket.among}
        cross join unnest(${sql.val([...measures])}::text[]) as wanted (measure)
        cross join lateral (select bins, calls from usage_spreads where ${bucket.where}
          and usage_spreads.measure = wanted.measure and usage_spreads.level = piece.level
          and start >= piece.since and start < piece.until offset 0) as spread
        cross join lateral unnest(spread.bins, spread.calls) as counted (bin, calls)
      union all ${ofRows(restOfRows(filter, stretch, inner, columns))}`
    : ofRows(sql`select ${columns} from llm_calls where ${usageWhere(filter)} and ${within(stretch)}`);
  const { rows } = await sql<{ measure: Measure; bin: number; calls: number | string }>`
    select measure, bin, sum(calls) as calls from (${counted}) as binned where bin is not null group by 1, 2`.execute(
    em.getKysely(),
  );
  const binsOf = (wanted: Measure): LogBins =>
    new Map(rows.flatMap(({ measure, bin, calls }) => (measure === wanted ? [[bin, Number(calls)]] : [])));
  return Object.fromEntries(measures.map((measure) => [measure, binsOf(measure)])) as Record<
    Measure,
    LogBins
  >;
}
