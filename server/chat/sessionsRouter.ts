import { z } from 'zod';
import { guarded, router } from '#server/trpc.ts';
import { defaultCompanyId, textId } from '#shared/limits.ts';
import { sessionDetail, sessionSummary } from '#shared/session.ts';
import { getSession, listSessions, renameSession, runningRunOf, setSessionRemoved } from './sessions.ts';

const reads = guarded({ who: 'member', guards: 'company' });
const inCompany = z.object({ companyId: textId.default(defaultCompanyId) });
const one = inCompany.extend({ sessionId: textId });
const title = z
  .string()
  .max(200)
  .refine((text) => text.trim() !== '', 'must not be empty');

/** Conversations: found, read, renamed, deleted and brought back. */
export const sessionsRouter = router({
  /** Conversations, the last used first; with `query`, those with these words in title or questions. */
  list: reads
    .input(
      inCompany.extend({
        query: z.string().max(200).optional(),
        cursor: z.string().max(500).nullish(),
        limit: z.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ items: z.array(sessionSummary), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listSessions(ctx.services.database.fork(), input)),

  /** One conversation with its questions and answers, oldest first. */
  get: reads
    .input(one)
    .output(sessionDetail)
    .query(({ ctx, input }) => getSession(ctx.services.database.fork(), input.companyId, input.sessionId)),

  /** Gives a conversation another title. */
  rename: reads
    .input(one.extend({ title }))
    .output(z.object({ sessionId: z.string() }))
    .mutation(async ({ ctx, input: { companyId, sessionId, title } }) => {
      await renameSession(ctx.services.database.fork(), companyId, sessionId, title);
      return { sessionId };
    }),

  /** Deletes a conversation, and stops the answer that is being made in it; `restore` brings it back. */
  remove: reads
    .input(one)
    .output(z.object({ sessionId: z.string() }))
    .mutation(async ({ ctx: { services }, input: { companyId, sessionId } }) => {
      const em = services.database.fork();
      await setSessionRemoved(em, companyId, sessionId, true);
      const runId = await runningRunOf(em, companyId, sessionId);
      if (runId !== null) await services.chat.stop(runId);
      return { sessionId };
    }),

  /** Brings a deleted conversation back, as it was. */
  restore: reads
    .input(one)
    .output(z.object({ sessionId: z.string() }))
    .mutation(async ({ ctx, input: { companyId, sessionId } }) => {
      await setSessionRemoved(ctx.services.database.fork(), companyId, sessionId, false);
      return { sessionId };
    }),
});
