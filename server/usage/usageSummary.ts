import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsagePeriod, UsageSummary } from '#shared/usageReport.ts';
import { figuresOf, type MeasuredRow, partsOf, sumsOfMeasures } from './callMeasures.ts';
import { percentilesOf } from './logBins.ts';
import { moreGroups } from './moreGroups.ts';
import { usageBins } from './usageBins.ts';
import { usageSource } from './usageSource.ts';
import { stretchBefore, stretchIso, stretchOf, type UsageStretch } from './usageStretch.ts';

/** What the calls of a stretch add up to, beside the stretch before. */
export async function usageSummary(em: Em, filter: UsageFilter): Promise<UsageSummary> {
  const stretch = await stretchOf(em, filter);
  const before = stretchBefore(filter, stretch);
  return {
    ...stretchIso(stretch),
    current: await periodOf(em, filter, stretch),
    previous: before && { ...stretchIso(before), ...(await periodOf(em, filter, before)) },
  };
}

interface SummaryRow extends MeasuredRow {
  runs: number | string;
  sessions: number | string;
}

async function periodOf(em: Em, filter: UsageFilter, stretch: UsageStretch): Promise<UsagePeriod> {
  const { rows } = await sql<SummaryRow>`
    with more as materialized (${moreGroups(filter, stretch)})
    select ${sumsOfMeasures}, coalesce(sum(runs), 0) + (select runs from more) as runs,
      coalesce(sum(sessions), 0) + (select sessions from more) as sessions
    from ${usageSource(filter, stretch, {})}`.execute(em.getKysely());
  const [row] = rows;
  if (!row) throw new Error('a sum over nothing is a row');
  const bins = await usageBins(em, filter, stretch, ['duration', 'ttft']);
  const runs = Number(row.runs);
  const perRun = (measure: 'run_tokens' | 'run_cost_nano_usd') =>
    runs === 0 ? null : Number(row[measure]) / runs;
  return {
    figures: figuresOf(row),
    durationMs: percentilesOf(bins.duration, 'duration'),
    ttftMs: percentilesOf(bins.ttft, 'ttft'),
    parts: partsOf(row),
    runs,
    sessions: Number(row.sessions),
    tokensPerRun: perRun('run_tokens'),
    costPerRunNanoUsd: perRun('run_cost_nano_usd'),
  };
}
