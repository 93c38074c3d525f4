import { importEvent } from '#shared/importEvent.ts';
import type { ReviewMapping } from '#shared/reviewMapping.ts';
import { postFile } from './postFile.ts';

export interface FileImport {
  file: File;
  companyId: string;
  mapping: ReviewMapping;
  /** Names this attempt in the list of imports, where its progress is seen while the file is still being sent. */
  requestId: string;
}

/**
 * Sends a file to be imported, whole. Resolves with its report, and whether it went on from where an earlier attempt
 * broke off. @throws Error that a person can read
 */
export async function importFile({ file, companyId, mapping, requestId }: FileImport, signal: AbortSignal) {
  const map = JSON.stringify(mapping);
  const query = { company_id: companyId, filename: file.name, map, request_id: requestId };
  const response = await postFile({ path: 'import', query, body: file, signal });
  // an answer that breaks off has no report as its last line
  const text = await response.text().catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  const events = lines.map((line) => importEvent.parse(JSON.parse(line)));
  const start = events.find((event) => event.type === 'start');
  const last = events.at(-1);
  if (last?.type === 'error') throw new Error(last.error.message);
  if (last?.type !== 'report') throw new Error('The connection to the server broke.');
  return { isResumed: Boolean(start?.resumes), report: last.report };
}
