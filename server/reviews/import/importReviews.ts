import { AppError } from '#server/appError.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { textId } from '#shared/limits.ts';
import { chooseMapping } from './chooseMapping.ts';
import { createContentIds } from './contentIds.ts';
import type { ImportEvent, ImportReport } from './importEvent.ts';
import { type InsertableReview, insertReviews } from './insertReviews.ts';
import type { ParsedRow } from './parsedRow.ts';
import { parseReviews } from './parseReviews.ts';
import { dateOrder } from './readDate.ts';
import { type ReadReview, readReview } from './readReview.ts';

const SAMPLE_ROWS = 200;
const BATCH_ROWS = 500;
/** A batch of very long reviews goes out earlier. */
const BATCH_CHARACTERS = 4_000_000;
const LISTED_LINES = 50;

interface ImportOptions {
  /** Its extension helps where the content could be two things. */
  filename?: string | undefined;
  /** `column=field,…` on top of the guessed mapping. */
  map?: string | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Adds a file's reviews to a company, which is created if unknown: yields the mapping, then progress once per
 * batch, then the report. Rows that are there already stay as they are, so the same file twice adds nothing, and
 * an import that was cut can simply be repeated. No transaction outlives a batch.
 * @throws AppError `company-invalid`, `mapping-invalid`, `text-column-missing`; the signal's reason when aborted
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
  const rows = parseReviews(source, options);
  try {
    const first = await take(rows, SAMPLE_ROWS);
    const sample = first.flatMap((row) => ('record' in row ? [row.record] : []));
    const chosen = sample[0] ? chooseMapping(sample[0], sample, options.map ?? '') : null;
    if (chosen) yield chosen;
    const mapping = chosen?.mapping ?? {};
    const order = dateOrder(sample.map((record) => record[mapping.reviewedAt ?? ''] ?? ''));
    const read = (row: ParsedRow) => ('reason' in row ? row : readReview(row.record, mapping, order));
    yield* addRows({ em, companyId, read, signal: options.signal }, startingWith(first, rows));
  } finally {
    await rows.return(undefined);
  }
}

interface Target {
  em: Em;
  companyId: string;
  read: (row: ParsedRow) => ReadReview;
  signal: AbortSignal | undefined;
}

async function* addRows(
  { em, companyId, read, signal }: Target,
  rows: AsyncGenerator<ParsedRow>,
): AsyncGenerator<ImportEvent> {
  const report: ImportReport = {
    read: 0,
    added: 0,
    alreadyThere: 0,
    bad: { count: 0, first: [] },
    noted: { count: 0, first: [] },
  };
  const contentId = createContentIds();
  let batch: InsertableReview[] = [];
  let batchCharacters = 0;
  const flush = async (): Promise<ImportEvent> => {
    const added = await insertReviews(em, companyId, batch);
    report.added += added;
    report.alreadyThere += batch.length - added;
    batch = [];
    batchCharacters = 0;
    return {
      type: 'progress',
      read: report.read,
      added: report.added,
      alreadyThere: report.alreadyThere,
      bad: report.bad.count,
    };
  };

  for await (const row of rows) {
    signal?.throwIfAborted();
    report.read++;
    const result = read(row);
    if ('reason' in result) {
      note(report.bad, row.lineNumber, result.reason);
      continue;
    }
    const { review, notes } = result;
    for (const reason of notes) note(report.noted, row.lineNumber, reason);
    batch.push({ ...review, id: review.id ?? contentId(review) });
    batchCharacters += review.text.length;
    if (batch.length >= BATCH_ROWS || batchCharacters >= BATCH_CHARACTERS) yield await flush();
  }
  if (batch.length > 0) yield await flush();
  yield { type: 'report', report };
}

function note(list: ImportReport['bad'], line: number, reason: string): void {
  list.count++;
  if (list.first.length < LISTED_LINES) list.first.push({ line, reason });
}

async function take<T>(items: AsyncGenerator<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = await items.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

async function* startingWith<T>(first: readonly T[], rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield* first;
  yield* rest;
}
