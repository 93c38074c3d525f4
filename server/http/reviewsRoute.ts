import { z } from 'zod';
import { listReviews, reviewPage } from '#server/reviews/listReviews.ts';
import type { Services } from '#server/services.ts';
import { defaultCompanyId, textId } from '#shared/limits.ts';
import { reviewFilter } from '#shared/reviewFilter.ts';
import { parseInput } from './parseInput.ts';
import type { AddRoute } from './route.ts';

const { shape } = reviewFilter;
/** A query knows text only, and a parameter given once is no list. */
const numberIn = <S extends z.ZodType>(schema: S) =>
  z.preprocess((text) => (typeof text === 'string' && text.trim() !== '' ? Number(text) : text), schema);
const listOf = <S extends z.ZodType>(schema: S) =>
  z.preprocess((given) => (typeof given === 'string' ? [given] : given), schema);

/** The filter's fields; `product` and `review_id` may be given several times. */
export const reviewsQuery = z.strictObject({
  company_id: textId.default(defaultCompanyId),
  min_rating: numberIn(shape.minRating),
  max_rating: numberIn(shape.maxRating),
  product: listOf(shape.products),
  language: shape.language,
  source: shape.source,
  since: shape.since,
  until: shape.until,
  terms: shape.terms,
  review_id: listOf(shape.reviewIds),
  limit: numberIn(reviewPage.shape.limit),
  cursor: reviewPage.shape.cursor,
});

/** The reviews that a filter lets pass, newest first, page by page: what a figure of an answer stands for. */
export function addReviewsRoute(route: AddRoute, { database }: Services): void {
  route({
    method: 'GET',
    url: '/api/v1/reviews',
    policy: { who: 'member', guards: 'company' },
    parse: (request) => parseInput(reviewsQuery, request.query),
    ids: (input) => ({ companyId: input.company_id }),
    async handle({ company_id, limit, cursor, ...given }) {
      const { min_rating: minRating, max_rating: maxRating, product: products, review_id: reviewIds } = given;
      const { language, source, since, until, terms } = given;
      const filter = { minRating, maxRating, products, language, source, since, until, terms, reviewIds };
      const list = await listReviews(database.fork(), company_id, { filter, limit, cursor });
      return {
        reviews: list.reviews.map(({ companyId, reviewedAt, ...review }) => ({
          ...review,
          company_id: companyId,
          reviewed_at: reviewedAt,
        })),
        total: list.total,
        next_cursor: list.nextCursor,
      };
    },
  });
}
