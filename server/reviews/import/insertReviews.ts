import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { reviewRecords } from '#server/reviews/reviewRecords.ts';
import type { ImportReport } from '#shared/importEvent.ts';
import type { ImportedReview } from './readReview.ts';
import type { StartedImport } from './startImport.ts';

export type InsertableReview = ImportedReview & { id: string };

/** Reviews to be written at once, and the counts since the file's beginning. */
interface Batch {
  reviews: readonly InsertableReview[];
  report: Pick<ImportReport, 'read' | 'bad'>;
}

/**
 * Adds a batch to the import's company and its counts to the import, in one statement. Answers how many are new: an
 * id that is there already keeps its row, and is passed over before its words are taken apart for search.
 * @throws AppError `import-over` when the import was undone, or another attempt at the file took it over
 */
export async function insertReviews(
  em: Em,
  { companyId, importId, requestId }: StartedImport,
  { reviews, report }: Batch,
): Promise<number> {
  return inCompany(em, companyId, async ({ em, companyId }) => {
    // the row is locked first: an undo waits for this batch, or this batch finds the import undone
    const { rows } = await sql<{ added: number | string }>`
      with held as materialized (
        select id, company_id from imports
        where id = ${importId} and company_id = ${companyId} and request_id = ${requestId} and status = 'running'
        for update
      ), fresh as (
        insert into reviews
          (company_id, import_id, id, text, title, rating, product, source, author, language, reviewed_at)
        select held.company_id, held.id, review.id, review.text, review.title, review.rating, review.product,
          review.source, review.author, review.language, review."reviewedAt"
        from held, ${reviewRecords(JSON.stringify(reviews))}
        where not exists (
          select from reviews as there where there.company_id = ${companyId} and there.id = review.id
        )
        on conflict (company_id, id) do nothing
        returning 1
      ), counted as (select count(*) as added from fresh)
      update imports set seen_at = now(), read = ${report.read}, bad = ${report.bad.count}, added = imports.added + counted.added,
        already_there = imports.already_there + ${reviews.length} - counted.added
      from held, counted where imports.id = held.id
      returning counted.added`.execute(em.getKysely());
    const [row] = rows;
    if (row) return Number(row.added);
    throw new AppError(
      'import-over',
      'This import was undone, or the same file is being imported from elsewhere. Nothing more is added here.',
      { status: 409 },
    );
  });
}
