import type { ReviewFilter } from '#shared/reviewFilter.ts';

/** One review as a search finds it. `rating` is 1 to 5; `reviewedAt` is ISO 8601. */
export interface ReviewHit {
  reviewId: string;
  text: string;
  rating: number | null;
  product: string | null;
  source: string | null;
  reviewedAt: string | null;
}

/** A search over one company's reviews. An empty `query` means every review that passes the filter. */
export interface ReviewQuery extends ReviewFilter {
  query: string;
  limit: number;
}
