import { type RawBuilder, sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { searchExpression } from './searchExpression.ts';

/**
 * A filter as a condition over `reviews`. A review without a rating, product, language, source or date passes no filter on
 * it; terms without a word that the index knows let nothing pass.
 * @throws AppError `filter-invalid` for a day that does not exist
 */
export function filterReviews(companyId: string, filter: ReviewFilter): RawBuilder<boolean> {
  const { minRating, maxRating, products, language, source, since, until, terms, reviewIds } = filter;
  const conditions = [
    sql<boolean>`company_id = ${companyId}`,
    minRating !== undefined && sql<boolean>`rating >= ${minRating}::double precision`,
    maxRating !== undefined && sql<boolean>`rating <= ${maxRating}::double precision`,
    products &&
      sql<boolean>`lower(product) in (${sql.join(products.map((name) => sql`lower(${name}::text)`))})`,
    language !== undefined && sql<boolean>`language = ${language}`,
    source !== undefined && sql<boolean>`lower(source) = lower(${source}::text)`,
    since !== undefined && sql<boolean>`reviewed_at >= ${dayStart(since, 0)}`,
    until !== undefined && sql<boolean>`reviewed_at < ${dayStart(until, 1)}`,
    terms !== undefined && matchesTerms([terms]),
    reviewIds && sql<boolean>`id = any(${reviewIds}::text[])`,
  ];
  return sql<boolean>`(${sql.join(
    conditions.filter((condition) => condition !== undefined && condition !== false),
    sql` and `,
  )})`;
}

/** Whether a review meets any of the expressions, each in the grammar of websearch_to_tsquery. */
export function matchesTerms(terms: readonly string[]): RawBuilder<boolean> {
  const queries = terms.map(searchExpression);
  return sql<boolean>`search @@ (${sql.join(queries, sql` || `)})`;
}

function dayStart(day: string, addDays: 0 | 1): RawBuilder<Date> {
  const start = new Date(`${day}T00:00:00Z`);
  const exists =
    /^\d{4}-\d{2}-\d{2}$/.test(day) &&
    !Number.isNaN(start.getTime()) &&
    start.toISOString().startsWith(day) &&
    // PostgreSQL's calendar has none
    !day.startsWith('0000');
  if (!exists) {
    throw new AppError('filter-invalid', `"${day.slice(0, 40)}" is no day; write it as YYYY-MM-DD.`);
  }
  return sql<Date>`((${day}::date + ${sql.lit(addDays)})::timestamp at time zone 'UTC')`;
}
