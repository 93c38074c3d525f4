import { basename } from 'node:path';
import { AppError } from '#server/appError.ts';
import type { ImportEvent, ImportReport } from '#shared/importEvent.ts';
import { formatCount } from '#shared/money.ts';
import { mappingLines, reportLines, resumeLine } from './importText.ts';
import { openFile } from './openFile.ts';

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

interface ImportCommand extends Omit<SendOptions, 'filename'> {
  file: string;
  send: SendReviews;
  screen: ImportScreen;
}

/**
 * Imports a file and shows it: the mapping beside the first row, progress, the report with bad rows' line numbers.
 * @throws AppError `file-unreadable`, `import-stopped` when aborted, and what the import itself refuses
 */
export async function runImport(command: ImportCommand): Promise<ImportReport> {
  const { file, send, screen, ...options } = command;
  const { companyId, signal } = options;
  const source = await openFile(file);
  const filename = basename(file);
  let added = 0;
  let importId: number | null = null;
  try {
    screen.line(`Reading ${filename} as reviews of "${companyId}"`);
    for await (const event of send(source, { ...options, filename })) {
      switch (event.type) {
        case 'mapping':
          for (const line of mappingLines(event)) screen.line(line);
          break;
        case 'start':
          ({ importId } = event);
          if (event.resumes) screen.line(resumeLine(event.resumes));
          break;
        case 'progress':
          ({ added } = event);
          screen.progress(`${formatCount(event.read)} rows read, ${formatCount(added)} added`);
          break;
        case 'report':
          for (const line of reportLines(event.report)) screen.line(line);
          if (importId !== null && added > 0)
            screen.line(`To take them back: npm run import -- --undo ${importId} --company ${companyId}`);
          return event.report;
        case 'error':
          throw new AppError(event.error.code, event.error.message, { retryable: event.error.retryable });
        default:
          event satisfies never;
      }
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
    const undo = importId === null ? '' : `, --undo ${importId} takes them back`;
    throw new AppError(
      'import-stopped',
      `Stopped; ${formatCount(added)} reviews were added. The same command goes on from there${undo}.`,
    );
  } finally {
    source.destroy();
  }
  throw new AppError('import-cut', 'The import ended without a report. Repeat it: nothing is added twice.');
}
