import { type CallFilter, isDay } from '#shared/callFilter.ts';
import { type UsageFilter, usageFilter } from '#shared/usageFilter.ts';
import { DAY_MS } from './cover.ts';
import type { UsageStretch } from './usageStretch.ts';

// no calendar of the database is longer on either side
const [EARLIEST_MS, LATEST_MS] = [Date.parse('0001-01-01'), Date.parse('9999-12-31')];

/** A filter of calls as one of usage; null where it asks for what the kept sums do not tell apart. */
export function usageOfCalls(
  companyId: string,
  filter: CallFilter,
): { filter: UsageFilter; stretch: UsageStretch } | null {
  const { since, until, sessionId, userId, model, role, status, callType, ...apart } = filter;
  if (Object.values(apart).some((given) => given !== undefined && given !== false)) return null;
  const endMs = until === undefined ? LATEST_MS : Date.parse(until) + (isDay(until) ? DAY_MS : 0);
  return {
    filter: usageFilter.parse({ companyId, sessionId, userId, model, role, status, callType }),
    stretch: {
      sinceMs: since === undefined ? EARLIEST_MS : Date.parse(since),
      untilMs: Math.min(endMs, LATEST_MS),
      splits: new Set(),
    },
  };
}
