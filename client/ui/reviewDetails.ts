import type { Review } from '#shared/review.ts';

/** What is known of a review, in a line to be copied: `Rated 2 · Mobile app · App Store · 2026-03-01`. */
export function reviewDetails(review: Pick<Review, 'rating' | 'product' | 'source' | 'reviewedAt'>): string {
  const { rating, product, source, reviewedAt } = review;
  const details = [rating === null ? null : `Rated ${rating}`, product, source, reviewedAt?.slice(0, 10)];
  return details.filter((detail) => detail != null && detail !== '').join(' · ');
}
