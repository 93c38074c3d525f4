import { timeZone } from '#shared/timeZone.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { dayIn } from './dayIn.ts';
import type { UsageRange, UsageSearch } from './usageSearch.ts';

const defaultRange: UsageRange = '30d';
const daysBefore = { today: 0, '7d': 6, '30d': 29, '90d': 89 };

/** The zone that this browser's clock shows. */
export function browserZone(): string {
  const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone.safeParse(zone).data ?? 'UTC';
}

/** The range that is in force; none where days of the person's own are. */
export const rangeOf = ({ range, since, until }: UsageSearch): UsageRange | undefined =>
  since === undefined && until === undefined ? (range ?? defaultRange) : undefined;

/** Its end, unless that comes before its beginning. */
export const endOf = ({ since, until }: UsageSearch) =>
  since !== undefined && until !== undefined && until.slice(0, 10) < since.slice(0, 10) ? undefined : until;

/** What an address asks procedures for, at a moment in milliseconds. */
export function usageFilterOf(search: UsageSearch, companyId: string, nowMs: number): UsageFilter {
  const { user, session, role, type, model, status } = search;
  const zone = search.zone ?? browserZone();
  const range = rangeOf(search);
  const since = range === undefined ? search.since : firstDayOf(range, zone, nowMs);
  return {
    companyId,
    since,
    until: endOf(search),
    zone,
    model,
    role,
    status,
    userId: user,
    sessionId: session,
    callType: type,
  };
}

/** The first day of a range that ends at a moment, today's included; absent where it begins with the first call. */
export function firstDayOf(range: UsageRange, zone: string, nowMs: number): string | undefined {
  if (range === 'all') return undefined;
  const first = new Date(dayIn(zone, nowMs));
  if (range === '12m')
    first.setUTCFullYear(first.getUTCFullYear() - 1, first.getUTCMonth(), first.getUTCDate() + 1);
  else first.setUTCDate(first.getUTCDate() - daysBefore[range]);
  return first.toISOString().slice(0, 10);
}
