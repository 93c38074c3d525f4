import { z } from 'zod';

/** One value that a filter could be set to, and how many reviews that would leave. */
const facet = z.object({ name: z.string(), count: z.number().int() });
const ratingFacet = facet.extend({ lowest: z.number(), highest: z.number() });

/**
 * What some reviews could be narrowed to. The counts of a list hold every filter but the one that the list itself
 * would set, so that another choice can be seen before it is made.
 */
export const reviewFacets = z.object({
  /** Those that pass the whole filter; of them `negative` are rated 2 or less. */
  reviews: z.number().int(),
  negative: z.number().int(),
  averageRating: z.number().nullable(),
  /** Days, `YYYY-MM-DD` in UTC, of the oldest and the newest dated one. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Told apart without case, at most 60 each, those with most reviews first. */
  products: facet.array(),
  languages: facet.array(),
  sources: facet.array(),
  /** `5` to `1`, rounded, with the lowest and the highest that were so; without those that no review has. */
  ratings: ratingFacet.array(),
  /** `YYYY-MM` in UTC, oldest first, the latest 600; without those that no review has. */
  months: facet.array(),
});
export type ReviewFacets = z.infer<typeof reviewFacets>;
