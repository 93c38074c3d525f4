import { sql } from 'kysely';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { filterReviews } from './filterReviews.ts';
import { distinctHits, FETCHED_PER_HIT, type HitRow, hitColumns } from './hitRow.ts';
import type { ReviewHit } from './reviewHit.ts';

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
  const wanted = FETCHED_PER_HIT * Math.max(0, Math.min(limit, MAX_HITS));
  return inCompany(em, companyId, async ({ em, companyId }) => {
    const { rows } = await sql<HitRow>`
      with passing as (
        select id, md5(id)::uuid as lot, product, round(rating) as stars,
          date_trunc('month', reviewed_at at time zone 'UTC') as month
        from reviews
        where ${filterReviews(companyId, filter)}
      ), by_month as (
        select *, row_number() over (partition by product, stars, month order by lot) as month_turn from passing
      ), turns as (
        select *,
          row_number() over (partition by product, stars order by lot) as rating_turn,
          row_number() over (partition by product order by lot) as product_turn
        from by_month
        where month_turn <= ${wanted}
      ), chosen as (
        select id as chosen_id, row_number() over (order by month_turn, rating_turn, product_turn, lot) as turn
        from turns
        order by turn
        limit ${wanted}
      )
      select ${hitColumns}
      from chosen join reviews on company_id = ${companyId} and id = chosen_id
      order by turn`.execute(em.getKysely());
    return distinctHits(rows, limit);
  });
}
