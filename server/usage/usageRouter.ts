import { guarded, router } from '#server/trpc.ts';
import { defaultCompanyId, textId } from '#shared/limits.ts';
import { usageTotals as usageTotalsShape } from '#shared/usageTotals.ts';
import { callFilter } from './selectCalls.ts';
import { usageTotals } from './usageTotals.ts';

export const usageRouter = router({
  /** Calls, tokens and cost per model over the filtered rows. */
  totals: guarded({ who: 'member', guards: 'company' })
    .input(callFilter.extend({ companyId: textId.default(defaultCompanyId) }))
    .output(usageTotalsShape)
    .query(({ ctx, input }) => usageTotals(ctx.services.database.fork(), input.companyId, input)),
});
