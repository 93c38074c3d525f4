import { z } from 'zod';
import { guarded, router } from '#server/trpc.ts';
import { defaultCompanyId, textId } from '#shared/limits.ts';
import { review } from '#shared/review.ts';
import { getReview } from './getReview.ts';

export const reviewsRouter = router({
  /** One review, as a citation opens it. */
  get: guarded({ who: 'member', guards: 'company' })
    .input(z.object({ companyId: textId.default(defaultCompanyId), reviewId: z.string().min(1).max(500) }))
    .output(review)
    .query(({ ctx, input }) => getReview(ctx.services.database.fork(), input.companyId, input.reviewId)),
});
