import { z } from 'zod';
import { guarded, router } from '#server/trpc.ts';
import { callFilter } from '#shared/callFilter.ts';
import { defaultCompanyId, textId } from '#shared/limits.ts';
import { usageFilter } from '#shared/usageFilter.ts';
import * as report from '#shared/usageReport.ts';
import { usageTotals as usageTotalsShape } from '#shared/usageTotals.ts';
import { wouldCost } from '#shared/wouldCost.ts';
import { lastCheck } from './lastCheck.ts';
import { usageDistribution } from './usageDistribution.ts';
import { usageRanking } from './usageRanking.ts';
import { usageRuns } from './usageRuns.ts';
import { usageSeries } from './usageSeries.ts';
import { usageSummary } from './usageSummary.ts';
import { usageTotals } from './usageTotals.ts';
import { wouldCostOfRun } from './wouldCost.ts';

const member = guarded({ who: 'member', guards: 'company' });

export const usageRouter = router({
  /** Calls, tokens and cost per model over the filtered rows. */
  totals: member
    .input(callFilter.extend({ companyId: textId.default(defaultCompanyId) }))
    .output(usageTotalsShape)
    .query(({ ctx, input }) => usageTotals(ctx.services.database.fork(), input.companyId, input)),

  /** What the calls of a stretch add up to, beside the stretch before. */
  summary: member
    .input(usageFilter)
    .output(report.usageSummary)
    .query(({ ctx, input }) => usageSummary(ctx.services.database.fork(), input)),

  /** What was used in each hour, day, week or month of a zone. */
  series: member
    .input(report.usageSeriesInput)
    .output(report.usageSeries)
    .query(({ ctx, input }) => usageSeries(ctx.services.database.fork(), input)),

  /** Which models are used most, and who spends. */
  ranking: member
    .input(report.usageRankingInput)
    .output(report.usageRanking)
    .query(({ ctx, input }) => usageRanking(ctx.services.database.fork(), input)),

  /** Which questions are expensive, page by page. */
  runs: member
    .input(report.usageRunsInput)
    .output(report.usageRuns)
    .query(({ ctx, input }) => usageRuns(ctx.services.database.fork(), input)),

  /** How durations, tokens or costs are spread over the calls. */
  distribution: member
    .input(report.usageDistributionInput)
    .output(report.usageDistribution)
    .query(({ ctx, input }) => usageDistribution(ctx.services.database.fork(), input)),

  /** What the last comparison of the kept sums with the ledger's rows found. */
  lastCheck: guarded({ who: 'member', guards: 'nothing' })
    .output(report.usageCheck)
    .query(() => lastCheck()),

  /** What a run's tokens would cost today with the models that one key brings; part of no sum. */
  wouldCost: guarded({ who: 'member', guards: 'run' })
    .input(z.object({ runId: z.guid() }))
    .output(wouldCost)
    .query(({ ctx, input }) => wouldCostOfRun(ctx.services.database.fork(), input.runId)),
});
