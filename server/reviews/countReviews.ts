import { sql } from 'kysely';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { filterReviews } from './filterReviews.ts';
import type { ReviewFilter } from './reviewHit.ts';

/**
 * How many of a company's reviews pass the filter.
 * @throws AppError `company-not-found`, `filter-invalid`
 */
export async function countReviews(em: Em, companyId: string, filter: ReviewFilter): Promise<number> {
  return inCompany(em, companyId, async ({ em, companyId }) => {
    const { rows } = await sql<{ count: number | string }>`
      select count(*) as count from reviews where ${filterReviews(companyId, filter)}`.execute(
      em.getKysely(),
    );
    return Number(rows[0]?.count ?? 0);
  });
}
