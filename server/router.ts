import { budgetsRouter } from './budgets/budgetsRouter.ts';
import { chatRouter } from './chat/chatRouter.ts';
import { sessionsRouter } from './chat/sessionsRouter.ts';
import { companiesRouter } from './companies/companiesRouter.ts';
import { pricesRouter } from './prices/pricesRouter.ts';
import { retentionRouter } from './retention/retentionRouter.ts';
import { reviewsRouter } from './reviews/reviewsRouter.ts';
import { systemRouter } from './systemRouter.ts';
import { router } from './trpc.ts';
import { callsRouter } from './usage/callsRouter.ts';
import { usageRouter } from './usage/usageRouter.ts';

/** Everything the page and programs can call. */
export const appRouter = router({
  chat: chatRouter,
  sessions: sessionsRouter,
  companies: companiesRouter,
  reviews: reviewsRouter,
  calls: callsRouter,
  usage: usageRouter,
  budgets: budgetsRouter,
  prices: pricesRouter,
  retention: retentionRouter,
  system: systemRouter,
});

export type AppRouter = typeof appRouter;
