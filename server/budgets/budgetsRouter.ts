import { z } from 'zod';
import { guarded, router } from '#server/trpc.ts';
import { budget, budgetRoom, burnDown, changedBudget, namedBudget, newBudget } from '#shared/budget.ts';
import { localUserId, namedCompany, textId } from '#shared/limits.ts';
import { burnDownOf } from './burnDown.ts';
import { changeBudget, endBudget, makeBudget, restoreBudget } from './keepBudgets.ts';
import { budgetRooms, listBudgets } from './listBudgets.ts';

const member = guarded({ who: 'member', guards: 'company' });
const owner = guarded({ who: 'owner', guards: 'company' });
const named = z.object({ budgetId: z.number().int() });

/** What may be spent, by whom, until when. */
export const budgetsRouter = router({
  list: member
    .input(namedCompany)
    .output(z.array(budget))
    .query(({ ctx, input }) => listBudgets(ctx.services.database.fork(), input.companyId)),

  /** What a user may still use in a conversation; the tightest budget comes first. */
  rooms: member
    .input(
      namedCompany.extend({
        userId: textId.default(localUserId),
        sessionId: textId.nullable().default(null),
      }),
    )
    .output(z.array(budgetRoom))
    .query(({ ctx, input }) => budgetRooms(ctx.services.database.fork(), input)),

  /** How a budget's running window was used up; `subject` is a use's own. */
  burnDown: member
    .input(namedBudget.extend({ subject: z.union([textId, z.literal('')]) }))
    .output(burnDown)
    .query(({ ctx, input }) => burnDownOf(ctx.services.database.fork(), input)),

  make: owner
    .input(newBudget)
    .output(named)
    .mutation(async ({ ctx, input }) => ({
      budgetId: await makeBudget(ctx.services.database.fork(), input),
    })),

  change: owner
    .input(changedBudget)
    .output(named)
    .mutation(async ({ ctx, input }) => {
      await changeBudget(ctx.services.database.fork(), input);
      return { budgetId: input.budgetId };
    }),

  end: owner
    .input(namedBudget)
    .output(named)
    .mutation(async ({ ctx, input }) => {
      await endBudget(ctx.services.database.fork(), input);
      return { budgetId: input.budgetId };
    }),

  /** Takes an end back. */
  restore: owner
    .input(namedBudget)
    .output(named)
    .mutation(async ({ ctx, input }) => {
      await restoreBudget(ctx.services.database.fork(), input);
      return { budgetId: input.budgetId };
    }),
});
