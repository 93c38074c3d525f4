import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '#server/appError.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { tidyReviews } from '#server/reviews/tidyReviews.ts';
import type { ImportEvent, ImportReport } from '#shared/importEvent.ts';
import { localUserId, textId } from '#shared/limits.ts';
import { createContentIds } from './contentIds.ts';
import { endImport } from './endImport.ts';
import { type Batch, type InsertableReview, insertReviews } from './insertReviews.ts';
import { noteLine } from './noteLine.ts';
import { type FileOptions, openReviewFile, type ReviewFile, requireText } from './openReviewFile.ts';
import { type StartedImport, startImport } from './startImport.ts';

const BATCH_ROWS = 2_000;
/** A batch of long reviews goes out earlier. */
const BATCH_CHARACTERS = 1_000_000;
/** After so many new rows the tables are tidied, or searches would be slow until the database does it by itself. */
const MANY_ROWS = 1_000;

interface ImportOptions extends FileOptions {
  /** The caller's own key for this attempt, by which it finds the import in the list. */
  requestId?: string | undefined;
  userId?: string | undefined;
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
  const validId = textId.safeParse(companyId);
  if (!validId.success) {
    throw new AppError(
      'company-invalid',
      `A company's id ${validId.error.issues[0]?.message ?? 'is not valid'}.`,
    );
  }
  await using file = await openReviewFile(source, options);
  requireText(file);
  const { columns, mapping, sampleRow, fingerprint } = file;
  yield { type: 'mapping', columns, mapping, sampleRow };
  const start = () =>
    startImport(em, companyId, {
      requestId: options.requestId ?? randomUUID(),
      fingerprint,
      filename: options.filename ?? '',
      userId: options.userId ?? localUserId,
    });
  yield* addRows(em, { file, start, signal: options.signal });
}

interface Work {
  file: ReviewFile;
  start: () => Promise<StartedImport>;
  signal: AbortSignal | undefined;
}

async function* addRows(em: Em, { file, start, signal }: Work): AsyncGenerator<ImportEvent> {
  const report: ImportReport = {
    read: 0,
    added: 0,
    alreadyThere: 0,
    bad: { count: 0, first: [] },
    noted: { count: 0, first: [] },
  };
  let started: StartedImport | null = null;
  let status: 'done' | 'stopped' | 'failed' = 'stopped';
  try {
    for await (const batch of batches(file, report, signal)) {
      signal?.throwIfAborted();
      if (started === null) {
        started = await start();
        const { importId, resumes } = started;
        yield { type: 'start', importId, resumes };
      }
      const { reviews, read, bad } = batch;
      // a database inside the process would otherwise keep everybody else from their turn
      await setImmediate();
      const added = await insertReviews(em, started, batch);
      report.added += added;
      report.alreadyThere += reviews.length - added;
      yield { type: 'progress', read, added: report.added, alreadyThere: report.alreadyThere, bad };
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

/** Reviews in portions to be written at once; rows that hold none are noted in the report on the way. */
async function* batches(
  { rows }: ReviewFile,
  report: ImportReport,
  signal: AbortSignal | undefined,
): AsyncGenerator<Batch> {
  const contentId = createContentIds();
  let reviews: InsertableReview[] = [];
  let characters = 0;
  const batch = (): Batch => ({ reviews, read: report.read, bad: report.bad.count });
  for await (const { lineNumber, result } of rows) {
    signal?.throwIfAborted();
    report.read++;
    if ('reason' in result) {
      noteLine(report.bad, lineNumber, result.reason);
      continue;
    }
    const { review, notes } = result;
    for (const reason of notes) noteLine(report.noted, lineNumber, reason);
    reviews.push({ ...review, id: review.id ?? contentId(review) });
    characters += review.text.length;
    if (reviews.length < BATCH_ROWS && characters < BATCH_CHARACTERS) continue;
    yield batch();
    reviews = [];
    characters = 0;
  }
  if (reviews.length > 0) yield batch();
}
