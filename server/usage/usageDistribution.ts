import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageDistribution, UsageMeasure } from '#shared/usageReport.ts';
import { callsIn, drawnBins, percentilesOf } from './logBins.ts';
import { usageBins } from './usageBins.ts';
import { stretchIso, stretchOf } from './usageStretch.ts';

/** How durations, tokens or costs are spread over the calls that a filter lets pass. */
export async function usageDistribution(
  em: Em,
  input: UsageFilter & { measure: UsageMeasure },
): Promise<UsageDistribution> {
  const { measure } = input;
  const stretch = await stretchOf(em, input);
  const { [measure]: bins } = await usageBins(em, input, stretch, [measure]);
  return {
    ...stretchIso(stretch),
    measure,
    calls: callsIn(bins),
    percentiles: percentilesOf(bins, measure),
    bins: drawnBins(bins, measure),
  };
}
