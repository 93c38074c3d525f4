import { z } from 'zod';

const rating = z.number().min(1).max(5);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a day written YYYY-MM-DD');

/**
 * Which reviews of a company are meant: ratings inclusive, both days included and in UTC, products compared without
 * case. Everything that is given has to hold; nothing given means all reviews.
 */
export const reviewFilter = z.object({
  minRating: rating.optional(),
  maxRating: rating.optional(),
  /** One of these. */
  products: z.array(z.string().min(1).max(500)).min(1).max(20).optional(),
  /** As stored, e.g. `en`. */
  language: z.string().min(1).max(35).optional(),
  /** Where it was written, compared without case. */
  source: z.string().min(1).max(500).optional(),
  since: day.optional(),
  until: day.optional(),
  /** Words in the grammar of PostgreSQL's websearch_to_tsquery: `slow or laggy or "takes forever" -battery`. */
  terms: z.string().min(1).max(5_000).optional(),
  /** Exactly these. */
  reviewIds: z.array(z.string().min(1).max(500)).max(500).optional(),
});
export type ReviewFilter = z.infer<typeof reviewFilter>;
