import { z } from 'zod';
import { guarded, router, trpcErrorOf } from '#server/trpc.ts';
import { callFilter } from '#shared/callFilter.ts';
import { defaultCompanyId, namedCompany, textId } from '#shared/limits.ts';
import { usageFilter } from '#shared/usageFilter.ts';
import {
  usageCheck,
  usageDistributionInput,
  usageDistribution as usageDistributionShape,
  usageRankingInput,
  usageRanking as usageRankingShape,
  usageRunsInput,
  usageRuns as usageRunsShape,
  usageSeriesInput,
  usageSeries as usageSeriesShape,
  usageSummary as usageSummaryShape,
} from '#shared/usageReport.ts';
import { usageTotals as usageTotalsShape } from '#shared/usageTotals.ts';
import { wouldCost } from '#shared/wouldCost.ts';
import { lastCheck } from './checkSums.ts';
import { ledgerChanges } from './ledgerChanges.ts';
import { loadSampleUsage, removeSampleUsage } from './sampleUsage.ts';
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
    .output(usageSummaryShape)
    .query(({ ctx, input }) => usageSummary(ctx.services.database.fork(), input)),

  /** What was used in each hour, day, week or month of a zone. */
  series: member
    .input(usageSeriesInput)
    .output(usageSeriesShape)
    .query(({ ctx, input }) => usageSeries(ctx.services.database.fork(), input)),

  /** Which models are used most, and who spends. */
  ranking: member
    .input(usageRankingInput)
    .output(usageRankingShape)
    .query(({ ctx, input }) => usageRanking(ctx.services.database.fork(), input)),

  /** Which questions are expensive, page by page. */
  runs: member
    .input(usageRunsInput)
    .output(usageRunsShape)
    .query(({ ctx, input }) => usageRuns(ctx.services.database.fork(), input)),

  /** How durations, tokens or costs are spread over the calls. */
  distribution: member
    .input(usageDistributionInput)
    .output(usageDistributionShape)
    .query(({ ctx, input }) => usageDistribution(ctx.services.database.fork(), input)),

  /** When calls were opened or settled, so that whoever shows figures asks for them anew: at once, then every two seconds at most. */
  live: member.input(namedCompany).subscription(async function* ({ ctx, input, signal }) {
    const untilClosed = signal ?? new AbortController().signal;
    try {
      for await (const changedAt of ledgerChanges(ctx.services.database.fork, input.companyId, untilClosed))
        yield { changedAt };
    } catch (error) {
      throw trpcErrorOf(error);
    }
  }),

  /** What the last comparison of the kept sums with the ledger's rows found. */
  lastCheck: guarded({ who: 'member', guards: 'nothing' })
    .output(usageCheck)
    .query(({ ctx }) => lastCheck(ctx.services.database.fork())),

  /** Makes up a month of calls in a company of their own, `sample-usage`; those that are there are made anew. */
  loadSample: guarded({ who: 'owner', guards: 'nothing' })
    .input(z.strictObject({}))
    .output(z.object({ added: z.number().int() }))
    .mutation(async ({ ctx }) => ({ added: await loadSampleUsage(ctx.services.database.fork()) })),

  /** Takes them away again. */
  removeSample: guarded({ who: 'owner', guards: 'nothing' })
    .input(z.strictObject({}))
    .output(z.object({ removed: z.number().int() }))
    .mutation(async ({ ctx }) => ({ removed: await removeSampleUsage(ctx.services.database.fork()) })),

  /** What a run's tokens would cost today with the models that one key brings; part of no sum. */
  wouldCost: guarded({ who: 'member', guards: 'run' })
    .input(z.object({ runId: z.guid() }))
    .output(wouldCost)
    .query(({ ctx, input }) => wouldCostOfRun(ctx.services.database.fork(), input.runId)),
});
