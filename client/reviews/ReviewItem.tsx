import { Star } from 'lucide-react';
import { memo } from 'react';
import type { Review } from '#shared/review.ts';
import { Day } from '../ui/Amount.tsx';
import { MarkedText } from '../ui/MarkedText.tsx';

interface ReviewItemProps {
  review: Review & { marks?: [number, number][] | undefined };
  onOpen: (reviewId: string) => void;
}

/** One review of a list: what is known of it, and how it begins. */
export const ReviewItem = memo(function ReviewItem({ review, onOpen }: ReviewItemProps) {
  const { id, rating, product, source, language, author, reviewedAt, title, text, marks } = review;
  const details = [product, source, author, language].filter((detail) => detail !== null);
  return (
    <article className="relative grid gap-1 border-b border-line px-2 py-3 hover:bg-raised">
      <div className="flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
        <span className="inline-flex min-w-9 items-center gap-1 text-ink tabular-nums">
          <Star
            size={14}
            aria-hidden
            className={rating === null ? 'text-line' : 'fill-current text-accent'}
          />
          <span className="sr-only">Rated </span>
          {rating ?? 'not'}
        </span>
        {reviewedAt !== null && (
          <span className="whitespace-nowrap sm:order-1 sm:ml-auto">
            <Day day={reviewedAt.slice(0, 10)} />
          </span>
        )}
        <span className="min-w-0 wrap-anywhere max-sm:w-full">{details.join(' · ')}</span>
      </div>
      {title !== null && <h2 className="font-semibold wrap-anywhere">{title}</h2>}
      <p className="line-clamp-3 wrap-anywhere">
        <MarkedText text={text} marks={marks} />
      </p>
      {/* over the whole review, so that it need not be aimed at */}
      <button
        type="button"
        aria-label={`Open review ${id}`}
        onClick={() => onOpen(id)}
        className="absolute inset-0"
      />
    </article>
  );
});
