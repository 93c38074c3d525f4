import { z } from 'zod';
import { guarded, router } from '#server/trpc.ts';
import { callFilter } from '#shared/callFilter.ts';
import { defaultCompanyId, textId } from '#shared/limits.ts';
import { usageTotals as usageTotalsShape } from '#shared/usageTotals.ts';
import { wouldCost } from '#shared/wouldCost.ts';
import { usageTotals } from './usageTotals.ts';
import { wouldCostOfRun } from './wouldCost.ts';

export const usageRouter = router({
  /** Calls, tokens and cost per model over the filtered rows. */
  totals: guarded({ who: 'member', guards: 'company' })
    .input(callFilter.extend({ companyId: textId.default(defaultCompanyId) }))
    .output(usageTotalsShape)
    .query(({ ctx, input }) => usageTotals(ctx.services.database.fork(), input.companyId, input)),

  /** What a run's tokens would cost today with the models that one key brings; part of no sum. */
  wouldCost: guarded({ who: 'member', guards: 'run' })
    .input(z.object({ runId: z.guid() }))
    .output(wouldCost)
    .query(({ ctx, input }) => wouldCostOfRun(ctx.services.database.fork(), input.runId)),
});
