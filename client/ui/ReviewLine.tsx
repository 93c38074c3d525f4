import type { Review } from '#shared/review.ts';
import { Day } from './Amount.tsx';

/** What is known of a review, in a line: `Rated 2 · Mobile app · App Store · Mar 1, 2026`. */
export function ReviewLine({
  review: { rating, product, source, reviewedAt },
}: {
  review: Pick<Review, 'rating' | 'product' | 'source' | 'reviewedAt'>;
}) {
  const before = [rating === null ? null : `Rated ${rating}`, product, source].filter(Boolean);
  return (
    <>
      {before.join(' · ')}
      {before.length > 0 && reviewedAt && ' · '}
      {reviewedAt && (
        <span className="whitespace-nowrap">
          <Day day={reviewedAt.slice(0, 10)} />
        </span>
      )}
    </>
  );
}
