import { type ImportReport, importEvent } from '#shared/importEvent.ts';
import type { ReviewMapping } from '#shared/reviewMapping.ts';
import { postFile } from './postFile.ts';

export interface FileImport {
  file: File;
  companyId: string;
  mapping: ReviewMapping;
  /** Names this attempt in the list of imports, where its progress is seen while the file is still being sent. */
  requestId: string;
}

/** An import that came to its end. */
export interface FinishedImport {
  /** Whether it went on from where an earlier attempt broke off. */
  isResumed: boolean;
  report: ImportReport;
}

/** Sends a file to be imported, whole, and resolves with its report. @throws Error that a person can read */
export async function importFile(
  { file, companyId, mapping, requestId }: FileImport,
  signal: AbortSignal,
): Promise<FinishedImport> {
  const response = await postFile({
    path: '/api/v1/reviews/import',
    query: {
      company_id: companyId,
      filename: file.name,
      map: JSON.stringify(mapping),
      request_id: requestId,
    },
    body: file,
    signal,
  });
  // an answer that breaks off has no report as its last line
  const text = await response.text().catch(() => '');
  const events = text
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [importEvent.parse(JSON.parse(line))]));
  const start = events.find((event) => event.type === 'start');
  const last = events.at(-1);
  if (last?.type === 'error') throw new Error(last.error.message);
  if (last?.type !== 'report') throw new Error('The connection to the server broke.');
  return { isResumed: Boolean(start?.resumes), report: last.report };
}
