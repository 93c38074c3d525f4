import { sql } from 'kysely';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { filterReviews } from './filterReviews.ts';
import { type HitRow, hitColumns, hitOf } from './hitRow.ts';
import type { ReviewFilter, ReviewHit } from './reviewHit.ts';

const MAX_HITS = 200;

/**
 * A few reviews that stand for all that pass the filter: round after round one of each product, rating and month,
 * months and ratings taking turns. The same data gives the same reviews in the same order.
 * @throws AppError `company-not-found`, `filter-invalid`
 */
export async function spreadReviews(
  em: Em,
  companyId: string,
  filter: ReviewFilter,
  limit: number,
): Promise<ReviewHit[]> {
  return inCompany(em, companyId, async ({ em, companyId }) => {
    const { rows } = await sql<HitRow>`
      with passing as (
        select id, product, round(rating) as stars, date_trunc('month', reviewed_at at time zone 'UTC') as month
        from reviews
        where ${filterReviews(companyId, filter)}
      ), turns as (
        select id,
          row_number() over (partition by product, stars, month order by md5(id), id) as month_turn,
          row_number() over (partition by product, stars order by md5(id), id) as rating_turn,
          row_number() over (partition by product order by md5(id), id) as product_turn
        from passing
      ), chosen as (
        select id as chosen_id, row_number() over (order by month_turn, rating_turn, product_turn, md5(id), id) as turn
        from turns
        order by turn
        limit ${Math.max(0, Math.min(limit, MAX_HITS))}
      )
      select ${hitColumns}
      from chosen join reviews on company_id = ${companyId} and id = chosen_id
      order by turn`.execute(em.getKysely());
    return rows.map(hitOf);
  });
}
