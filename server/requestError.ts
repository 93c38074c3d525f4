import { AppError, appErrorOf } from './appError.ts';

/** SQLSTATE of values that PostgreSQL knows no such thing as: NUL in a text, an impossible date. */
const codes = new Set(['22007', '22008', '22021', '22P05']);

/** What the caller of a request may see of any error: a value that cannot be stored is the caller's mistake, not ours. */
export function requestErrorOf(error: unknown): AppError {
  return isUnstorable(error) ? unstorable(error) : appErrorOf(error);
}

/** Whether the database refused a value of the request, rather than the request itself. */
function isUnstorable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && codes.has(String(error.code));
}

/** The refusal of such a value: a mistake of the caller, and no failure of ours. */
function unstorable(cause: unknown): AppError {
  return new AppError('bad-input', 'The request holds a character or a date that cannot exist in the data.', {
    cause,
  });
}
