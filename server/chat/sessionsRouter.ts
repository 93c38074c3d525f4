import { z } from 'zod';
import { guarded, router } from '#server/trpc.ts';
import { defaultCompanyId, textId } from '#shared/limits.ts';
import { sessionDetail, sessionSummary } from '#shared/session.ts';
import { getSession, listSessions } from './sessions.ts';

const reads = guarded({ who: 'member', guards: 'company' });
const inCompany = z.object({ companyId: textId.default(defaultCompanyId) });

export const sessionsRouter = router({
  /** Conversations, the last used first. */
  list: reads
    .input(
      inCompany.extend({
        cursor: z.string().max(500).nullish(),
        limit: z.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ items: z.array(sessionSummary), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listSessions(ctx.services.database.fork(), input)),

  /** One conversation with its questions and answers, oldest first. */
  get: reads
    .input(inCompany.extend({ sessionId: textId }))
    .output(sessionDetail)
    .query(({ ctx, input }) => getSession(ctx.services.database.fork(), input.companyId, input.sessionId)),
});
