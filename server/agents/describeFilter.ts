import type { ReviewFilter } from '#server/reviews/reviewHit.ts';

/** A filter in words, e.g. `rating at most 2, since 2024-01-01`; empty for a filter that lets everything pass. */
export function describeFilter({ minRating, maxRating, product, since, until }: ReviewFilter): string {
  return [
    minRating !== undefined && minRating === maxRating ? `rating ${minRating}` : '',
    minRating === undefined || minRating === maxRating ? '' : `rating at least ${minRating}`,
    maxRating === undefined || minRating === maxRating ? '' : `rating at most ${maxRating}`,
    product === undefined ? '' : `product ${product}`,
    since === undefined ? '' : `since ${since}`,
    until === undefined ? '' : `until ${until}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
