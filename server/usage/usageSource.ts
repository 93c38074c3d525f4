import { type RawBuilder, sql } from 'kysely';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { type CallDimension, callDimensions, usageWhere } from './callDimensions.ts';
import { measuresOfRow } from './callMeasures.ts';
import type { StretchMs } from './usageStretch.ts';

/** A moment in milliseconds, for the database. */
export const momentAt = (atMs: number) => sql`${new Date(atMs).toISOString()}::timestamptz`;

/** Whether a row of the ledger was made within a stretch. */
export const within = ({ sinceMs, untilMs }: StretchMs) =>
  sql<boolean>`created_at >= ${momentAt(sinceMs)} and created_at < ${momentAt(untilMs)}`;

/**
 * Everything that was measured of the calls of a stretch, as a relation that sums may be taken over: when (`at`), of
 * which `name` in the dimension asked for (null without one), and every measure.
 */
export function usageSource(
  filter: UsageFilter,
  stretch: StretchMs,
  by: CallDimension | null,
): RawBuilder<unknown> {
  return sql`(
    select created_at as at, ${by === null ? sql`null::text` : callDimensions[by]} as name, ${measuresOfRow}
    from llm_calls where ${usageWhere(filter)} and ${within(stretch)}
  ) as measured`;
}
