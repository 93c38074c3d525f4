import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { tidyReviews } from '#server/reviews/tidyReviews.ts';

/** Reviews taken back in one statement: others must not wait for the whole of it. */
const PORTION_ROWS = 5_000;

/**
 * Takes back exactly the reviews that an import added, and answers how many it was. One that still runs adds nothing
 * more from then on. Repeated, it finishes what broke off, and answers 0 when all is done.
 * @throws AppError `company-not-found`, `import-not-found`
 */
export async function undoImport(em: Em, companyId: string, importId: number): Promise<number> {
  return inCompany(em, companyId, async ({ em, companyId }) => {
    const db = em.getKysely();
    const marked = await sql`
      update imports set status = 'undone', ended_at = coalesce(ended_at, now())
      where id = ${importId} and company_id = ${companyId} returning 1`.execute(db);
    if (marked.rows.length === 0)
      throw new AppError('import-not-found', 'There is no such import.', { status: 404 });
    let removed = 0;
    // each portion begins where the last one ended, or it would pass over all that is gone already
    for (let last: string | null = ''; last !== null; ) {
      const portion = await sql<{ removed: number | string; last: string | null }>`
        with portion as (
          select id from reviews where company_id = ${companyId} and import_id = ${importId} and id > ${last}
          order by id limit ${PORTION_ROWS}
        ), gone as (
          delete from reviews using portion where company_id = ${companyId} and reviews.id = portion.id
          returning reviews.id
        )
        select count(*) as removed, max(id) as last from gone`.execute(db);
      removed += Number(portion.rows[0]?.removed ?? 0);
      last = portion.rows[0]?.last ?? null;
    }
    if (removed >= PORTION_ROWS) await tidyReviews(em);
    return removed;
  });
}
