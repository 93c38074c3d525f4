import { createReadStream, type ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AppError } from '#server/appError.ts';

/** The bytes of a file that a person named. @throws AppError `file-unreadable` when there is none */
export async function openFile(path: string): Promise<ReadStream> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) throw new AppError('file-unreadable', `There is no file ${path}.`, { status: 404 });
  return createReadStream(path);
}
