import { AppError } from './appError.ts';

/** SQLSTATE of values that PostgreSQL knows no such thing as: NUL in a text, an impossible date. */
const codes = new Set(['22007', '22008', '22021', '22P05']);

/** Whether the database refused a value of the request, rather than the request itself. */
export function isUnstorable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && codes.has(String(error.code));
}

/** The refusal of such a value: a mistake of the caller, and no failure of ours. */
export function unstorable(cause: unknown): AppError {
  return new AppError('bad-input', 'The request holds a character or a date that cannot exist in the data.', {
    cause,
  });
}
