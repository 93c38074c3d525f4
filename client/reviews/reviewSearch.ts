import type { z } from 'zod';
import { reviewFilter } from '#shared/reviewFilter.ts';
import { scopeSearch } from '../scopeSearch.ts';

const { source, terms } = reviewFilter.shape;

/** What the list of reviews is narrowed to, as its address says it. */
export const reviewSearch = scopeSearch.extend({
  source: source.catch(undefined),
  terms: terms.catch(undefined),
});
export type ReviewSearch = z.infer<typeof reviewSearch>;

/** No filter at all, for taking all of them away at once. */
export const noReviewSearch = Object.fromEntries(
  reviewSearch.keyof().options.map((name) => [name, undefined]),
) as { [Name in keyof ReviewSearch]: undefined };
