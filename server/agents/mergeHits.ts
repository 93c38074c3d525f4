import type { ReviewHit } from '#server/reviews/reviewHit.ts';
import type { Source } from '#shared/chatEvent.ts';

const sourcePoints = 2_000;

/** The hits of several searches as at most `limit` numbered sources: each search in turn gives its best, none twice. */
export function mergeHits(lists: readonly (readonly ReviewHit[])[], limit: number): Source[] {
  const chosen = new Map<string, ReviewHit>();
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let rank = 0; rank < longest; rank += 1) {
    for (const list of lists) {
      const hit = list[rank];
      if (hit && chosen.size < limit && !chosen.has(hit.reviewId)) chosen.set(hit.reviewId, hit);
    }
  }
  return [...chosen.values()].map(({ reviewId, text, rating, product, source, reviewedAt }, index) => ({
    n: index + 1,
    reviewId,
    text: firstPoints(text.toWellFormed()),
    rating,
    product,
    source,
    reviewedAt,
  }));
}

function firstPoints(text: string): string {
  if (text.length <= sourcePoints) return text;
  const points = Array.from(text.slice(0, sourcePoints * 2));
  return points.slice(0, sourcePoints).join('').toWellFormed();
}
