import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { tidyReviews } from '#server/reviews/tidyReviews.ts';
import type { ImportEvent, ImportReport } from '#shared/importEvent.ts';
import { textId } from '#shared/limits.ts';
import { createContentIds } from './contentIds.ts';
import { type InsertableReview, insertReviews } from './insertReviews.ts';
import { emptyTally, noteRow } from './noteRow.ts';
import { type FileOptions, openReviewFile, type ReviewFile } from './openReviewFile.ts';
import { type StartedImport, startImport } from './startImport.ts';

const BATCH_ROWS = 2_000;
/** A batch of long reviews goes out earlier. */
const BATCH_CHARACTERS = 1_000_000;
/** After so many new rows the tables are tidied, or searches would be slow until the database does it by itself. */
const MANY_ROWS = 1_000;

interface ImportOptions extends FileOptions {
  /** The caller's own key for this attempt, by which it finds the import in the list. */
  requestId?: string | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Adds a file's reviews to a company, which is created if unknown: yields the mapping, `start` before the first row
 * is written, progress once per batch, then the report. Rows that are there already stay as they are, so the same
 * file twice adds nothing, and an import that broke off goes on when it is repeated. No transaction outlives a batch.
 * @throws AppError `company-invalid`, `text-column-missing`, `import-over`, what `openReviewFile` refuses; the
 * signal's reason when aborted
 */
export async function* importReviews(
  em: Em,
  companyId: string,
  source: AsyncIterable<Uint8Array>,
  options: ImportOptions = {},
): AsyncGenerator<ImportEvent> {
  const mistake = textId.safeParse(companyId).error?.issues[0];
  if (mistake) throw new AppError('company-invalid', `A company's id ${mistake.message}.`);
  const { filename = '', requestId = randomUUID(), signal } = options;
  await using file = await openReviewFile(source, options);
  const { columns, mapping, sampleRow, fingerprint } = file;
  if (mapping.text === undefined) throw textMissing(columns);
  yield { type: 'mapping', columns, mapping, sampleRow };

  const report: ImportReport = { ...emptyTally(), added: 0, alreadyThere: 0 };
  let started: StartedImport | null = null;
  let status: 'done' | 'stopped' | 'failed' = 'stopped';
  try {
    for await (const reviews of batches(file, report, signal)) {
      signal?.throwIfAborted();
      if (started === null) {
        started = await startImport(em, companyId, { requestId, fingerprint, filename });
        const { importId, resumes } = started;
        yield { type: 'start', importId, resumes };
      }
      // a database inside the process would otherwise keep everybody else from their turn
      await setImmediate();
      const added = await insertReviews(em, started, { reviews, report });
      report.added += added;
      report.alreadyThere += reviews.length - added;
      yield { ...report, type: 'progress', bad: report.bad.count };
    }
    status = 'done';
  } catch (error) {
    if (!signal?.aborted) status = 'failed';
    throw error;
  } finally {
    // where even this fails the import is seen as interrupted after a while; what went wrong is told, not this
    if (started) await endImport(em, started, { status, report }).catch(() => undefined);
  }
  // all rows are in: slow searches are no reason to call the import failed
  if (report.added >= MANY_ROWS) await tidyReviews(em.fork()).catch(() => undefined);
  yield { type: 'report', report };
}

function textMissing(columns: readonly string[]): AppError {
  return new AppError(
    'text-column-missing',
    `None of the columns looks like the text of a review (${columns.slice(0, 30).join(', ')}). Say which one it is: --map COLUMN=text`,
  );
}

/** Reviews in portions to be written at once; rows are counted, and what is wrong with them noted, on the way. */
async function* batches(
  { rows, read }: ReviewFile,
  report: ImportReport,
  signal: AbortSignal | undefined,
): AsyncGenerator<InsertableReview[]> {
  const contentId = createContentIds();
  let reviews: InsertableReview[] = [];
  let characters = 0;
  for await (const row of rows) {
    signal?.throwIfAborted();
    const result = read(row);
    noteRow(report, row.lineNumber, result);
    if ('reason' in result) continue;
    const { review } = result;
    reviews.push({ ...review, id: review.id ?? contentId(review) });
    characters += review.text.length;
    if (reviews.length < BATCH_ROWS && characters < BATCH_CHARACTERS) continue;
    yield reviews;
    reviews = [];
    characters = 0;
  }
  if (reviews.length > 0) yield reviews;
}

/** Writes down how an attempt ended; one that was undone or taken over meanwhile stays as it is. */
async function endImport(
  em: Em,
  { companyId, importId, requestId }: StartedImport,
  { status, report }: { status: string; report: ImportReport },
): Promise<void> {
  await inCompany(em, companyId, ({ em, companyId }) =>
    sql`update imports set status = ${status}, ended_at = now(), read = ${report.read}, bad = ${report.bad.count}
      where id = ${importId} and company_id = ${companyId} and request_id = ${requestId} and status = 'running'`.execute(
      em.getKysely(),
    ),
  );
}
