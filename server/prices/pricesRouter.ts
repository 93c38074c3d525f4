import { z } from 'zod';
import { guarded, router } from '#server/trpc.ts';
import { namedCompany } from '#shared/limits.ts';
import { modelPrice, namedOwnPrice, newOwnPrice } from '#shared/priceList.ts';
import { removeOwnPrice, setOwnPrice } from './keepPrices.ts';

const owner = guarded({ who: 'owner', guards: 'company' });
const named = z.object({ priceId: z.number().int() });

/** What models cost, and prices of one's own. */
export const pricesRouter = router({
  /** The price of each model of the company: what its next call is charged. */
  list: guarded({ who: 'member', guards: 'company' })
    .input(namedCompany)
    .output(z.array(modelPrice))
    .query(({ ctx, input }) => ctx.services.chat.prices(input.companyId)),

  /** Enters a price of one's own; it applies to later calls only. */
  set: owner
    .input(newOwnPrice)
    .output(named)
    .mutation(async ({ ctx, input }) => ({
      priceId: await setOwnPrice(ctx.services.database.fork(), input),
    })),

  remove: owner
    .input(namedOwnPrice)
    .output(named)
    .mutation(async ({ ctx, input }) => {
      await removeOwnPrice(ctx.services.database.fork(), input, true);
      return { priceId: input.priceId };
    }),

  /** Takes a removal back. */
  restore: owner
    .input(namedOwnPrice)
    .output(named)
    .mutation(async ({ ctx, input }) => {
      await removeOwnPrice(ctx.services.database.fork(), input, false);
      return { priceId: input.priceId };
    }),
});
