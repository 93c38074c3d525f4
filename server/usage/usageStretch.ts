import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { isDay } from '#shared/callFilter.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { Stretch } from '#shared/usageReport.ts';
import type { Splits } from './cover.ts';
import { plusDays, startOfDay } from './zoneCalendar.ts';

/** From one moment on and before another, in milliseconds since 1970. */
export interface StretchMs {
  sinceMs: number;
  untilMs: number;
}

/** With the splits that the days of a zone may be read from. */
export interface UsageStretch extends StretchMs {
  splits: Splits;
}

/**
 * The stretch that a filter means.
 * @throws AppError `bad-stretch` when it ends before it begins
 */
export async function stretchOf(em: Em, filter: UsageFilter): Promise<UsageStretch> {
  const { since, until, zone } = filter;
  const { firstMs, nowMs, splits } = await bounds(em, filter.companyId);
  const untilMs = until === undefined ? nowMs : endOf(until, zone);
  const sinceMs =
    since === undefined
      ? Math.min(firstMs, untilMs - 1)
      : isDay(since)
        ? startOfDay(since, zone)
        : Date.parse(since);
  if (sinceMs >= untilMs) {
    const sentence =
      until === undefined
        ? 'since: lies in the future. Choose a beginning that has passed.'
        : 'until: lies before since, or at it. Choose an end after the beginning.';
    throw new AppError('bad-stretch', sentence);
  }
  return { sinceMs, untilMs, splits };
}

/** The stretch before, as long: in days of the zone where both ends are days, else in time. Null without a beginning. */
export function stretchBefore(
  { since, until, zone }: UsageFilter,
  { sinceMs, untilMs, splits }: UsageStretch,
): UsageStretch | null {
  if (since === undefined) return null;
  if (until === undefined || !isDay(since) || !isDay(until))
    return { sinceMs: sinceMs - (untilMs - sinceMs), untilMs: sinceMs, splits };
  const days = Math.round((Date.parse(until) - Date.parse(since)) / 86_400_000) + 1;
  return { sinceMs: startOfDay(plusDays(since, -days), zone), untilMs: sinceMs, splits };
}

/** As the wire carries it. */
export const stretchIso = ({ sinceMs, untilMs }: StretchMs): Stretch => ({
  since: new Date(sinceMs).toISOString(),
  until: new Date(untilMs).toISOString(),
});

const endOf = (until: string, zone: string) =>
  isDay(until) ? startOfDay(plusDays(until, 1), zone) : Date.parse(until);

async function bounds(em: Em, companyId: string) {
  const { rows } = await sql<{ first: number | string; now: number | string; splits: number[] }>`select
      floor(extract(epoch from coalesce(min(created_at), now())) * 1000)::bigint as first,
      ceil(extract(epoch from clock_timestamp()) * 1000)::bigint as now,
      array(select minute::int from usage_splits where kept) as splits
    from llm_calls where company_id = ${companyId}`.execute(em.getKysely());
  return { firstMs: Number(rows[0]?.first), nowMs: Number(rows[0]?.now), splits: new Set(rows[0]?.splits) };
}
