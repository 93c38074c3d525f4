import { randomUUID } from 'node:crypto';
import { isTransient } from './db/isTransient.ts';

interface AppErrorOptions {
  /** HTTP status; 400 unless said. */
  status?: number;
  /** Whether the same request may succeed later. */
  retryable?: boolean;
  /** Facts a program may act on, e.g. the `runId` of the run in the way. */
  data?: Record<string, string>;
  cause?: unknown;
}

/** An error we mean: its sentence and code reach the caller. Anything else stays private behind an incident id. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly incidentId = randomUUID();
  readonly code: string;
  readonly status: number;
  readonly retryable: boolean;
  readonly data: Record<string, string>;

  constructor(code: string, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 400;
    this.retryable = options.retryable ?? false;
    this.data = options.data ?? {};
  }
}

/** What a caller may see of any error: a meant one as it is, a bug as one plain sentence. */
export function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isTransient(error)) {
    return new AppError(
      'database-unavailable',
      'The database does not answer, so nothing can be saved right now. Try again in a moment.',
      { status: 503, retryable: true, cause: error },
    );
  }
  return new AppError(
    'internal',
    'Something went wrong on our side. Nothing you saved is lost; please try again.',
    {
      status: 500,
      retryable: true,
      cause: error,
    },
  );
}
