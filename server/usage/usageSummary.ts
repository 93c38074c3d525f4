import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { type UsagePeriod, type UsageSummary, usagePart } from '#shared/usageReport.ts';
import { figuresOf, type MeasuredRow, noFigures, sumFigures, sumsOfMeasures } from './callMeasures.ts';
import { countRuns } from './countRuns.ts';
import { percentilesOf } from './logBins.ts';
import { usageBins } from './usageBins.ts';
import { usageSource } from './usageSource.ts';
import { type StretchMs, stretchBefore, stretchIso, stretchOf } from './usageStretch.ts';

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

async function periodOf(em: Em, filter: UsageFilter, stretch: StretchMs): Promise<UsagePeriod> {
  const { rows } = await sql<MeasuredRow & { name: string }>`select name, ${sumsOfMeasures}
    from ${usageSource(filter, stretch, { by: 'part' })} group by name`.execute(em.getKysely());
  const parts = usagePart.options.map((part) => {
    const row = rows.find(({ name }) => name === part);
    return { part, ...(row ? figuresOf(row) : noFigures) };
  });
  const { runs, sessions } = await countRuns(em, filter, stretch);
  const perRun = (measure: 'run_tokens' | 'run_cost_nano_usd') =>
    runs === 0 ? null : rows.reduce((sum, row) => sum + Number(row[measure]), 0) / runs;
  return {
    figures: sumFigures(parts),
    durationMs: percentilesOf(await usageBins(em, filter, stretch, 'duration'), 'duration'),
    ttftMs: percentilesOf(await usageBins(em, filter, stretch, 'ttft'), 'ttft'),
    parts,
    runs,
    sessions,
    tokensPerRun: perRun('run_tokens'),
    costPerRunNanoUsd: perRun('run_cost_nano_usd'),
  };
}
