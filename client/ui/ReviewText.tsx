import type { Review } from '#shared/review.ts';

/** A review as its customer wrote it, under what is known of it. */
export function ReviewText({
  review: { rating, product, source, reviewedAt, text },
}: {
  review: Pick<Review, 'rating' | 'product' | 'source' | 'reviewedAt' | 'text'>;
}) {
  const details = [
    rating === null ? null : `Rated ${rating}`,
    product,
    source,
    reviewedAt?.slice(0, 10) ?? null,
  ];
  return (
    <>
      <p className="text-sm text-ink-soft tabular-nums">
        {details.filter((detail) => detail !== null).join(' · ')}
      </p>
      <blockquote className="mt-1 whitespace-pre-wrap wrap-anywhere">{text}</blockquote>
    </>
  );
}
