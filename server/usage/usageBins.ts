import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageMeasure } from '#shared/usageReport.ts';
import { usageWhere } from './callDimensions.ts';
import { binOfRow, type LogBins } from './logBins.ts';
import { within } from './usageSource.ts';
import type { StretchMs } from './usageStretch.ts';

/** How a measure is spread over the calls of a stretch. */
export async function usageBins(
  em: Em,
  filter: UsageFilter,
  stretch: StretchMs,
  measure: UsageMeasure,
): Promise<LogBins> {
  const { rows } = await sql<{ bin: number; calls: number | string }>`
    select bin, count(*) as calls from (
      select ${binOfRow(measure)} as bin from llm_calls where ${usageWhere(filter)} and ${within(stretch)}
    ) as binned where bin is not null group by bin`.execute(em.getKysely());
  return new Map(rows.map(({ bin, calls }) => [bin, Number(calls)]));
}
