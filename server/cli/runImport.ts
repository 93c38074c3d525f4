import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '#server/appError.ts';
import type { ImportEvent, ImportReport } from '#server/reviews/import/importEvent.ts';
import { reviewFields } from '#server/reviews/import/reviewMapping.ts';
import { formatCount } from '#shared/money.ts';

interface SendOptions {
  companyId: string;
  filename: string;
  map?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Where a file's bytes go: into the database of this process, or to a running server. */
export type SendReviews = (
  source: AsyncIterable<Uint8Array>,
  options: SendOptions,
) => AsyncIterable<ImportEvent>;

/** Where a person reads along. */
export interface ImportScreen {
  /** A line that stays. */
  line(text: string): void;
  /** A line that the next one replaces. */
  progress(text: string): void;
}

interface ImportCommand {
  file: string;
  companyId: string;
  map?: string | undefined;
  send: SendReviews;
  screen: ImportScreen;
  signal?: AbortSignal | undefined;
}

const CELL_WIDTH = 60;

/**
 * Imports a file and shows it: the mapping beside the first row, progress, the report with bad rows' line numbers.
 * @throws AppError `file-unreadable`, and what the import itself refuses
 */
export async function runImport({
  file,
  companyId,
  map,
  send,
  screen,
  signal,
}: ImportCommand): Promise<ImportReport> {
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) throw new AppError('file-unreadable', `There is no file ${file}.`, { status: 404 });

  const source = createReadStream(file);
  try {
    screen.line(`Reading ${basename(file)} as reviews of "${companyId}"`);
    for await (const event of send(source, { companyId, filename: basename(file), map, signal })) {
      switch (event.type) {
        case 'mapping':
          for (const line of mappingLines(event)) screen.line(line);
          break;
        case 'progress':
          screen.progress(`${formatCount(event.read)} rows read, ${formatCount(event.added)} added`);
          break;
        case 'report':
          for (const line of reportLines(event.report)) screen.line(line);
          return event.report;
        case 'error':
          throw new AppError(event.error.code, event.error.message, { retryable: event.error.retryable });
        default:
          event satisfies never;
      }
    }
  } finally {
    source.destroy();
  }
  throw new AppError('import-cut', 'The import ended without a report. Repeat it: nothing is added twice.');
}

function mappingLines({ columns, mapping, sampleRow }: Extract<ImportEvent, { type: 'mapping' }>): string[] {
  const used = reviewFields.flatMap((field) => {
    const column = mapping[field];
    return column === undefined ? [] : [{ field, column }];
  });
  const width = Math.max(...used.map(({ column }) => nameOf(column).length));
  const unused = columns.filter((column) => used.every((pair) => pair.column !== column));
  return [
    'Columns, what they are read as, and the first row (change it with --map COLUMN=FIELD,…):',
    ...used.map(({ field, column }) => {
      const cell = (sampleRow[column] ?? '').replace(/\s+/g, ' ');
      const shown = cell.length > CELL_WIDTH ? `${cell.slice(0, CELL_WIDTH - 1)}…` : cell;
      return `  ${nameOf(column).padEnd(width)}  ${field.padEnd(10)}  ${shown}`.trimEnd();
    }),
    ...(unused.length === 0 ? [] : [`  not used: ${unused.map(nameOf).join(', ')}`]),
  ];
}

function nameOf(column: string): string {
  return column === '' ? '(no name)' : column;
}

function reportLines({ read, added, alreadyThere, bad, noted }: ImportReport): string[] {
  return [
    `${formatCount(read)} rows read: ${formatCount(added)} added, ${formatCount(alreadyThere)} were there already, ${formatCount(bad.count)} could not be used`,
    ...listed(bad),
    ...(noted.count === 0
      ? []
      : [`${formatCount(noted.count)} were added with something left out`, ...listed(noted)]),
  ];
}

function listed({ count, first }: ImportReport['bad']): string[] {
  const lines = first.map(({ line, reason }) => `  line ${line}: ${reason}`);
  return count > first.length ? [...lines, `  … and ${formatCount(count - first.length)} more`] : lines;
}
