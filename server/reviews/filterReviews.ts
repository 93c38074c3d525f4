import { type RawBuilder, sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import type { ReviewFilter } from './reviewHit.ts';

/**
 * A filter as a condition over `reviews`: ratings inclusive, products compared without case, both days inclusive
 * and in UTC. A review without a rating or a date passes no filter on it.
 * @throws AppError `filter-invalid` for a day that does not exist
 */
export function filterReviews(companyId: string, filter: ReviewFilter): RawBuilder<boolean> {
  const { minRating, maxRating, product, since, until } = filter;
  const conditions = [
    sql<boolean>`company_id = ${companyId}`,
    ...(minRating === undefined ? [] : [sql<boolean>`rating >= ${minRating}::double precision`]),
    ...(maxRating === undefined ? [] : [sql<boolean>`rating <= ${maxRating}::double precision`]),
    ...(product === undefined ? [] : [sql<boolean>`lower(product) = lower(${product}::text)`]),
    ...(since === undefined ? [] : [sql<boolean>`reviewed_at >= ${dayStart(since, 0)}::timestamptz`]),
    ...(until === undefined ? [] : [sql<boolean>`reviewed_at < ${dayStart(until, 1)}::timestamptz`]),
  ];
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

function dayStart(day: string, addDays: number): string {
  const start = new Date(`${day}T00:00:00Z`);
  const exists =
    /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(start.getTime()) && start.toISOString().startsWith(day);
  if (!exists) {
    throw new AppError('filter-invalid', `"${day.slice(0, 40)}" is no day; write it as YYYY-MM-DD.`);
  }
  start.setUTCDate(start.getUTCDate() + addDays);
  return start.toISOString();
}
