import type { CallFilter } from '#shared/callFilter.ts';
import type { CallFilters } from './callFilters.ts';

/** The same filter as procedures take it. */
export function callFilterOf({ session, run, user, type, ...same }: CallFilters): CallFilter {
  return { sessionId: session, runId: run, userId: user, callType: type, ...same };
}
