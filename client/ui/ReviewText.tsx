import type { Review } from '#shared/review.ts';
import { ReviewLine } from './ReviewLine.tsx';

interface ReviewTextProps {
  review: Pick<Review, 'rating' | 'product' | 'source' | 'reviewedAt' | 'text'>;
}

/** A review as its customer wrote it, under what is known of it. */
export function ReviewText({ review }: ReviewTextProps) {
  return (
    <>
      <p className="text-sm text-ink-soft tabular-nums wrap-anywhere">
        <ReviewLine review={review} />
      </p>
      <blockquote className="mt-1 whitespace-pre-wrap wrap-anywhere">{review.text}</blockquote>
    </>
  );
}
