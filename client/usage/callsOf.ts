import type { UsageFilter } from '#shared/usageFilter.ts';
import type { Stretch } from '#shared/usageReport.ts';
import type { CallFilters } from '../calls/callFilters.ts';

/** The address of exactly the calls that a figure counts: its filter between the moments that were counted. */
export function callsOf(filter: UsageFilter, { since, until }: Stretch, more: CallFilters = {}): CallFilters {
  const { model, userId: user, sessionId: session, role, callType: type, status } = filter;
  return { model, user, session, role, type, status, since, until, ...more };
}
