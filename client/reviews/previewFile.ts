import { type ImportPreview, importPreview, previewBytes } from '#shared/importPreview.ts';
import type { ReviewMapping } from '#shared/reviewMapping.ts';
import { postFile } from './postFile.ts';

/** A file as the server would import it, from its beginning; `mapping` null lets the server guess the columns. */
export async function previewFile(
  file: File,
  mapping: ReviewMapping | null,
  signal: AbortSignal,
): Promise<ImportPreview> {
  const response = await postFile({
    path: '/api/v1/reviews/import/preview',
    query: { filename: file.name, map: mapping === null ? undefined : JSON.stringify(mapping) },
    // one byte more tells the server that the file goes on
    body: file.slice(0, previewBytes + 1),
    signal,
  });
  return importPreview.parse(await response.json());
}
