import { type RefObject, useCallback } from 'react';
import type { Review } from '#shared/review.ts';
import { useVirtualRows } from '../ui/useVirtualRows.ts';
import { ReviewItem } from './ReviewItem.tsx';

interface ReviewsListProps {
  reviews: (Review & { marks?: [number, number][] | undefined })[];
  total: number;
  scroller: RefObject<HTMLElement | null>;
  onOpen: (reviewId: string) => void;
  onNearEnd: () => void;
}

/** About how high a review of three lines is. */
const usualPx = 124;

/** Many reviews, of which only the visible ones are drawn. */
export function ReviewsList({ reviews, total, scroller, onOpen, onNearEnd }: ReviewsListProps) {
  const { body, ...rows } = useVirtualRows({
    count: reviews.length,
    rowPx: usualPx,
    keyOf: useCallback((index: number) => reviews[index]?.id ?? index, [reviews]),
    scroller,
    onNearEnd,
  });
  return (
    <div
      ref={body}
      role="list"
      aria-label="Reviews"
      className="relative border-t border-line"
      style={{ height: rows.heightPx }}
    >
      {rows.drawn.map((drawn) => {
        const review = reviews[drawn.index];
        if (!review) return null;
        return (
          <div
            key={drawn.key}
            ref={rows.measureRow}
            data-index={drawn.index}
            role="listitem"
            aria-posinset={drawn.index + 1}
            aria-setsize={total}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${rows.offsetOf(drawn)}px)` }}
          >
            <ReviewItem review={review} onOpen={onOpen} />
          </div>
        );
      })}
    </div>
  );
}
