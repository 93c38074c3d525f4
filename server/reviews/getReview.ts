import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { Review } from '#shared/review.ts';
import { reviewColumns, reviewOf, type SelectedReview } from './selectedReview.ts';

/**
 * One review of a company.
 * @throws AppError `company-not-found`; `review-not-found`, which a review of another company is too
 */
export async function getReview(em: Em, companyId: string, id: string): Promise<Review> {
  return inCompany(em, companyId, async ({ em, companyId }) => {
    const { rows } = await sql<SelectedReview>`
      select ${reviewColumns} from reviews where company_id = ${companyId} and id = ${id}`.execute(
      em.getKysely(),
    );
    const [row] = rows;
    if (!row) throw new AppError('review-not-found', 'There is no such review.', { status: 404 });
    return reviewOf(row);
  });
}
