import { TRPCClientError } from '@trpc/client';
import type { CandorError } from '../api.ts';

/** True when the server itself answered, with a no that asking again would not change: not found, forbidden, bad input. */
export function isRefusal(error: unknown): error is CandorError {
  if (!(error instanceof TRPCClientError)) return false;
  const status: unknown = error.data?.httpStatus;
  return typeof status === 'number' && status < 500 && status !== 408 && status !== 429;
}
