import { sql } from 'kysely';
import { inCompany } from '#server/db/inCompany.ts';
import { isoMoment } from '#server/db/isoMoment.ts';
import type { Em } from '#server/db/openDatabase.ts';

const LISTED_PRODUCTS = 60;
const LISTED_LANGUAGES = 10;

/** What a company's reviews look like from afar. */
export interface ReviewsOverview {
  reviews: number;
  /** Those rated 2 or less. */
  negative: number;
  averageRating: number | null;
  /** At most 60, told apart without case, those with most reviews first. */
  products: string[];
  /** At most 10, the most used first. */
  languages: string[];
  /** ISO 8601, of the oldest and the newest dated review. */
  from: string | null;
  to: string | null;
}

interface TotalsRow extends Record<'reviews' | 'negative', number | string> {
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
    const db = em.getKysely();
    const mostUsed = async (column: 'product' | 'language', limit: number) => {
      const name = sql.ref(column);
      const { rows } = await sql<{ name: string }>`
        select min(${name} collate "C") as name from reviews
        where company_id = ${companyId} and ${name} is not null
        group by lower(${name}) order by count(*) desc, min(${name} collate "C") limit ${limit}`.execute(db);
      return rows.map(({ name }) => name);
    };
    const totals = await sql<TotalsRow>`
      select reviews, negative, average_rating, ${isoMoment('oldest')} as "from", ${isoMoment('newest')} as "to"
      from (
        select count(*) as reviews, count(*) filter (where rating <= 2) as negative, avg(rating) as average_rating,
          min(reviewed_at) as oldest, max(reviewed_at) as newest
        from reviews where company_id = ${companyId}
      ) as totals`.execute(db);
    const row = totals.rows[0];
    return {
      reviews: Number(row?.reviews ?? 0),
      negative: Number(row?.negative ?? 0),
      averageRating: row?.average_rating ?? null,
      products: await mostUsed('product', LISTED_PRODUCTS),
      languages: await mostUsed('language', LISTED_LANGUAGES),
      from: row?.from ?? null,
      to: row?.to ?? null,
    };
  });
}
