import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageMeasure } from '#shared/usageReport.ts';
import { bucketOf, bucketWhere } from './bucketOf.ts';
import { usageWhere } from './callDimensions.ts';
import { cover, innerOf, spreadLevels } from './cover.ts';
import { binOfRow, type LogBins } from './logBins.ts';
import { placesOf, restOfRows, within } from './usageSource.ts';
import type { StretchMs } from './usageStretch.ts';

const HOUR_MS = 3_600_000;

/** How a measure is spread over the calls of a stretch: kept by whole hours of UTC, from rows at both ends. */
export async function usageBins(
  em: Em,
  filter: UsageFilter,
  stretch: StretchMs,
  measure: UsageMeasure,
): Promise<LogBins> {
  const bin = sql`${binOfRow(measure)} as bin, 1 as calls`;
  const bucket = bucketOf(filter, null);
  const inner = bucket && innerOf(stretch, HOUR_MS);
  const counted = inner
    ? sql`select counted.bin, counted.calls from ${placesOf(cover(inner, spreadLevels))}
        cross join lateral (select bins, calls from usage_spreads where company_id = ${filter.companyId}
          and ${bucketWhere(bucket)} and measure = ${measure} and usage_spreads.level = piece.level
          and start >= piece.since and start < piece.until offset 0) as spread
        cross join lateral unnest(spread.bins, spread.calls) as counted (bin, calls)
      union all ${restOfRows(filter, stretch, inner, bin)}`
    : sql`select ${bin} from llm_calls where ${usageWhere(filter)} and ${within(stretch)}`;
  const found = await sql<{ bin: number; calls: number | string }>`
    select bin, sum(calls) as calls from (${counted}) as binned where bin is not null group by bin`.execute(
    em.getKysely(),
  );
  return new Map(found.rows.map(({ bin, calls }) => [bin, Number(calls)]));
}
