import { z } from 'zod';
import { guarded, router } from '#server/trpc.ts';
import { defaultCompanyId, textId } from '#shared/limits.ts';
import { llmCall } from '#shared/llmCall.ts';
import { callFilter, getCall, listCalls } from './selectCalls.ts';

export const callsRouter = router({
  /** The ledger, newest first. */
  list: guarded({ who: 'member', guards: 'company' })
    .input(
      callFilter.extend({
        companyId: textId.default(defaultCompanyId),
        cursor: z.string().max(500).nullish(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ items: z.array(llmCall), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listCalls(ctx.services.database.fork(), input)),

  /** One call with its whole request and response. */
  get: guarded({ who: 'member', guards: 'call' })
    .input(z.object({ callId: z.guid() }))
    .output(llmCall.extend({ request: z.unknown(), responseText: z.string().nullable() }))
    .query(({ ctx, input }) => getCall(ctx.services.database.fork(), input.callId)),
});
