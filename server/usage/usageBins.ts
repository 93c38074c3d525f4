import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageMeasure } from '#shared/usageReport.ts';
import { bucketOf } from './bucketOf.ts';
import { usageWhere } from './callDimensions.ts';
import { coverSteps } from './cover.ts';
import { binOfRow, type LogBins } from './logBins.ts';
import { momentAt, unfoldedCalls, within } from './usageSource.ts';
import type { StretchMs } from './usageStretch.ts';

/** How a measure is spread over the calls of a stretch: kept by whole days of UTC, from rows at both ends. */
export async function usageBins(
  em: Em,
  filter: UsageFilter,
  stretch: StretchMs,
  measure: UsageMeasure,
): Promise<LogBins> {
  const where = usageWhere(filter);
  const bin = sql`${binOfRow(measure)} as bin, 1 as calls`;
  const rows = sql`select ${bin} from llm_calls where ${where}`;
  const bucket = bucketOf(filter, null);
  const covered = bucket && coverSteps(stretch, [], 2);
  const counted = covered
    ? sql`select counted.bin, counted.calls from usage_spreads as bucket
        cross join lateral unnest(bucket.bins, bucket.calls) as counted (bin, calls)
        where company_id = ${filter.companyId} and dimension = ${bucket.dimension} and measure = ${measure}
          and start >= ${momentAt(covered.inner.sinceMs)} and start < ${momentAt(covered.inner.untilMs)} and ${bucket.where}
      union all select ${bin} from ${unfoldedCalls} where ${where} and ${within(covered.inner)}
      union all ${rows} and ${within({ sinceMs: stretch.sinceMs, untilMs: covered.inner.sinceMs })}
      union all ${rows} and ${within({ sinceMs: covered.inner.untilMs, untilMs: stretch.untilMs })}`
    : sql`${rows} and ${within(stretch)}`;
  const found = await sql<{ bin: number; calls: number | string }>`
    select bin, sum(calls) as calls from (${counted}) as binned where bin is not null group by bin`.execute(
    em.getKysely(),
  );
  return new Map(found.rows.map(({ bin, calls }) => [bin, Number(calls)]));
}
