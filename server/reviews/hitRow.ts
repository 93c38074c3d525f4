import { sql } from 'kysely';
import { isoMoment } from '#server/db/isoMoment.ts';
import type { ReviewHit } from './reviewHit.ts';

/** A row of `reviews` as either driver answers it: dates as text, made so by the query. */
export interface HitRow {
  id: string;
  text: string;
  rating: number | null;
  product: string | null;
  source: string | null;
  reviewed_at: string | null;
}

/** The columns of a `HitRow`. */
export const hitColumns = sql`id, text, rating, product, source, ${isoMoment('reviewed_at')} as reviewed_at`;

/** Rows to fetch for each hit that is wanted, since some may say the same. */
export const FETCHED_PER_HIT = 4;

/** The first rows as hits, of those whose texts are equal but for case, spaces and punctuation only the first. */
export function distinctHits(rows: readonly HitRow[], limit: number): ReviewHit[] {
  const byWords = new Map<string, ReviewHit>();
  for (const { id, text, rating, product, source, reviewed_at: reviewedAt } of rows) {
    // of an emoji nothing would be left
    const words = text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '') || text;
    if (!byWords.has(words)) byWords.set(words, { reviewId: id, text, rating, product, source, reviewedAt });
  }
  return [...byWords.values()].slice(0, limit);
}
