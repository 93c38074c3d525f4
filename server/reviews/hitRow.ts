import { sql } from 'kysely';
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

/** A moment as ISO 8601 with milliseconds, in UTC, whatever the session's zone: both drivers then agree. */
export const isoTime = (column: 'reviewed_at' | 'min(reviewed_at)' | 'max(reviewed_at)') =>
  sql<string | null>`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The columns of a `HitRow`. */
export const hitColumns = sql`id, text, rating, product, source, ${isoTime('reviewed_at')} as reviewed_at`;

export function hitOf(row: HitRow): ReviewHit {
  const { id, text, rating, product, source, reviewed_at } = row;
  return {
    reviewId: id,
    text,
    rating: rating === null ? null : Number(rating),
    product,
    source,
    reviewedAt: reviewed_at,
  };
}
