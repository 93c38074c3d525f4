import { sql } from 'kysely';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { ImportedReview } from './readReview.ts';

export type InsertableReview = ImportedReview & { id: string };

/**
 * Adds reviews to a company, creating it (named by its id) if unknown, in one statement. Answers how many are new:
 * an id that is there already keeps its row. At most some thousands at once: each takes ten parameters of 65,535.
 */
export async function insertReviews(
  em: Em,
  companyId: string,
  reviews: readonly InsertableReview[],
): Promise<number> {
  await sql`insert into companies (id, name) values (${companyId}, ${companyId}) on conflict (id) do nothing`.execute(
    em.fork().getKysely(),
  );
  return inCompany(em, companyId, async ({ em, companyId }) => {
    const values = reviews.map(
      ({ id, text, title, rating, product, source, author, language, reviewedAt }) =>
        sql`(${companyId}, ${id}, ${text}, ${title}, ${rating}, ${product}, ${source}, ${author}, ${language}, ${reviewedAt}::timestamptz)`,
    );
    const { rows } = await sql`
      insert into reviews (company_id, id, text, title, rating, product, source, author, language, reviewed_at)
      values ${sql.join(values)}
      on conflict (company_id, id) do nothing
      returning 1`.execute(em.getKysely());
    return rows.length;
  });
}
