import { sql } from 'kysely';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { isoTime } from './hitRow.ts';

const LISTED_PRODUCTS = 20;

/** What a company's reviews look like from afar: the products with most reviews first, the dates ISO 8601. */
interface ReviewsOverview {
  reviews: number;
  products: string[];
  averageRating: number | null;
  from: string | null;
  to: string | null;
}

interface OverviewRow {
  reviews: number | string;
  average_rating: number | null;
  from: string | null;
  to: string | null;
}

/**
 * Counts a company's reviews and says what they are about.
 * @throws AppError `company-not-found`
 */
export async function reviewsOverview(em: Em, companyId: string): Promise<ReviewsOverview> {
  return inCompany(em, companyId, async ({ em, companyId }) => {
    const overview = await sql<OverviewRow>`
      select count(*) as reviews, avg(rating) as average_rating,
        ${isoTime('min(reviewed_at)')} as "from", ${isoTime('max(reviewed_at)')} as "to"
      from reviews where company_id = ${companyId}`.execute(em.getKysely());
    const products = await sql<{ product: string }>`
      select product from reviews where company_id = ${companyId} and product is not null
      group by product order by count(*) desc, product collate "C" limit ${LISTED_PRODUCTS}`.execute(
      em.getKysely(),
    );
    const row = overview.rows[0];
    return {
      reviews: Number(row?.reviews ?? 0),
      products: products.rows.map(({ product }) => product),
      averageRating: row?.average_rating == null ? null : Number(row.average_rating),
      from: row?.from ?? null,
      to: row?.to ?? null,
    };
  });
}
