import { guarded, router } from '#server/trpc.ts';
import { namedCompany } from '#shared/limits.ts';
import { previewRetention, retention, retentionPreview, setRetention } from '#shared/retention.ts';
import { keepRetention, readRetention, readRetentionPreview } from './keepRetention.ts';

const member = guarded({ who: 'member', guards: 'company' });

/** How long texts are kept. */
export const retentionRouter = router({
  get: member
    .input(namedCompany)
    .output(retention)
    .query(({ ctx, input }) => readRetention(ctx.services.database.fork(), input.companyId)),

  /** What would go if texts were kept so many days. */
  preview: member
    .input(previewRetention)
    .output(retentionPreview)
    .query(({ ctx, input }) => readRetentionPreview(ctx.services.database.fork(), input)),

  /** Texts that are older go within a minute, and for good; null keeps what is left for ever. */
  set: guarded({ who: 'owner', guards: 'company' })
    .input(setRetention)
    .output(retention)
    .mutation(({ ctx, input }) => keepRetention(ctx.services.database.fork(), input)),
});
