import { z } from 'zod';
import { guarded, router } from '#server/trpc.ts';
import { callFacets as callFacetsShape } from '#shared/callFacets.ts';
import { callFilter } from '#shared/callFilter.ts';
import { callOrder } from '#shared/callOrder.ts';
import { callOutsideRun } from '#shared/callOutsideRun.ts';
import { modelName } from '#shared/companySettings.ts';
import { defaultCompanyId, limits, textId } from '#shared/limits.ts';
import { llmCall } from '#shared/llmCall.ts';
import { callFacets } from './callFacets.ts';
import { getCall } from './getCall.ts';
import { listCalls } from './listCalls.ts';
import { replayCall } from './replayCall.ts';

export const callsRouter = router({
  /** The ledger, newest first, or as it is sorted. */
  list: guarded({ who: 'member', guards: 'company' })
    .input(
      callFilter.extend(callOrder.shape).extend({
        companyId: textId.default(defaultCompanyId),
        cursor: z.string().max(500).nullish(),
        limit: z.number().int().min(1).max(200).default(50),
        /** Code points of each prompt and response; a long list needs no more of them than it shows. */
        previewPoints: z.number().int().min(0).max(limits.previewPoints).default(limits.previewPoints),
      }),
    )
    .output(z.object({ items: z.array(llmCall), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listCalls(ctx.services.database.fork(), input)),

  /** What the ledger could be narrowed to, each choice with its count. */
  facets: guarded({ who: 'member', guards: 'company' })
    .input(callFilter.extend({ companyId: textId.default(defaultCompanyId) }))
    .output(callFacetsShape)
    .query(({ ctx, input }) => callFacets(ctx.services.database.fork(), input.companyId, input)),

  /** One call with its whole request and response. */
  get: guarded({ who: 'member', guards: 'call' })
    .input(z.object({ callId: z.guid() }))
    .output(llmCall.extend({ request: z.unknown(), responseText: z.string().nullable() }))
    .query(({ ctx, input }) => getCall(ctx.services.database.fork(), input.callId)),

  /** Sends a call's request again, to its own model or another one; a call of its own, outside every run. */
  replay: guarded({ who: 'owner', guards: 'call' })
    .input(z.object({ callId: z.guid(), model: modelName.optional() }))
    .output(callOutsideRun)
    .mutation(({ ctx, input: { callId, model }, signal }) =>
      replayCall(
        ctx.services,
        { callId, model, userId: ctx.identity.userId },
        signal ?? new AbortController().signal,
      ),
    ),
});
