import { z } from 'zod';
import { AppError } from '#server/appError.ts';

/** A place in a list, as an opaque text: the sort key of the last row that was seen. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws AppError `bad-cursor` for anything that is no cursor of the given shape */
export function decodeCursor<S extends z.ZodType>(cursor: string, shape: S): z.infer<S> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw new AppError('bad-cursor', 'This page link is not valid (any more). Start from the first page.', {
      cause,
    });
  }
}
