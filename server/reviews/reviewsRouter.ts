import { z } from 'zod';
import { guarded, router } from '#server/trpc.ts';
import { defaultCompanyId, textId } from '#shared/limits.ts';
import { review } from '#shared/review.ts';
import { reviewFacets as reviewFacetsShape } from '#shared/reviewFacets.ts';
import { reviewFilter } from '#shared/reviewFilter.ts';
import { suggestion } from '#shared/suggestion.ts';
import { countQuery, countReviews, reviewCounts } from './countReviews.ts';
import { getReview } from './getReview.ts';
import { importProcedures } from './importProcedures.ts';
import { listReviews, reviewList, reviewPage } from './listReviews.ts';
import { reviewFacets } from './reviewFacets.ts';
import { suggestQuestions } from './suggestQuestions.ts';

const companyId = textId.default(defaultCompanyId);

export const reviewsRouter = router({
  /** One review, as a citation opens it. */
  get: guarded({ who: 'member', guards: 'company' })
    .input(z.object({ companyId, reviewId: z.string().min(1).max(500) }))
    .output(review)
    .query(({ ctx, input }) => getReview(ctx.services.database.fork(), input.companyId, input.reviewId)),

  /** The reviews that a filter lets pass, newest first: what a figure of an answer opens. */
  list: guarded({ who: 'member', guards: 'company' })
    .input(
      z.object({
        companyId,
        filter: reviewFilter.default({}),
        withMarks: z.boolean().optional(),
        ...reviewPage.shape,
      }),
    )
    .output(reviewList)
    .query(({ ctx, input }) => listReviews(ctx.services.database.fork(), input.companyId, input)),

  /** The count behind a figure, by theme, product, rating or month. */
  count: guarded({ who: 'member', guards: 'company' })
    .input(countQuery.extend({ companyId, filters: reviewFilter.default({}) }))
    .output(reviewCounts)
    .query(({ ctx, input }) => countReviews(ctx.services.database.fork(), input.companyId, input)),

  /** What the reviews that a filter lets pass could be narrowed to, each choice with its count. */
  facets: guarded({ who: 'member', guards: 'company' })
    .input(z.object({ companyId, filter: reviewFilter.default({}) }))
    .output(reviewFacetsShape)
    .query(({ ctx, input }) => reviewFacets(ctx.services.database.fork(), input.companyId, input.filter)),

  /** Questions that the reviews themselves suggest, at most six. */
  suggestions: guarded({ who: 'member', guards: 'company' })
    .input(z.object({ companyId }))
    .output(z.array(suggestion))
    .query(({ ctx, input }) => suggestQuestions(ctx.services.database.fork(), input.companyId)),

  ...importProcedures,
});
