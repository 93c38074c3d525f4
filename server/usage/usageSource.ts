import { type RawBuilder, sql } from 'kysely';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { bucketOf } from './bucketOf.ts';
import { type CallDimension, callDimensions, usageWhere } from './callDimensions.ts';
import { callMeasures, measuresOfRow } from './callMeasures.ts';
import { coverSteps } from './cover.ts';
import type { StretchMs } from './usageStretch.ts';

/** A moment in milliseconds, for the database. */
export const momentAt = (atMs: number) => sql`${new Date(atMs).toISOString()}::timestamptz`;

/** Whether a row of the ledger was made within a stretch. */
export const within = ({ sinceMs, untilMs }: StretchMs) =>
  sql<boolean>`created_at >= ${momentAt(sinceMs)} and created_at < ${momentAt(untilMs)}`;

/**
 * The rows that no kept sum holds yet, settled a moment ago or still open, as a table to select from. Each is looked
 * up by its id, whatever the planner believes of a table that it may never have seen filled.
 */
export const unfoldedCalls = sql`(
  select id as unfolded_id from llm_calls where status = 'open' union all select id from usage_marks
) as unfolded cross join lateral (select * from llm_calls where id = unfolded_id offset 0) as llm_calls`;

interface Wanted {
  /** The dimension whose values are told apart as `name`. */
  by?: CallDimension | null | undefined;
  /** Moments at which sums are cut apart later. */
  cuts?: readonly number[];
}

/**
 * Everything that was measured of the calls of a stretch, as a relation to take sums over: when (`at`, to a quarter of
 * an hour or to the step between two cuts), of which `name`, and every measure. Kept sums where there are such,
 * rows at both ends and where nothing is kept, and whatever is not folded yet: exact at every moment, for one
 * statement sees all of it in one snapshot.
 */
export function usageSource(
  filter: UsageFilter,
  stretch: StretchMs,
  { by = null, cuts = [] }: Wanted,
): RawBuilder<unknown> {
  const name = by === null ? sql`null::text` : callDimensions[by];
  const columns = sql`created_at as at, ${name} collate "C" as name, ${measuresOfRow}`;
  const where = usageWhere(filter);
  const rows = sql`select ${columns} from llm_calls where ${where}`;
  const bucket = bucketOf(filter, by);
  const covered = bucket && coverSteps(stretch, cuts, bucket.finest);
  if (!covered) return sql`(${rows} and ${within(stretch)}) as measured`;
  const { inner, pieces } = covered;
  const places = pieces.map(({ level, sinceMs, untilMs }) => ({
    level,
    since: new Date(sinceMs).toISOString(),
    until: new Date(untilMs).toISOString(),
  }));
  // piece by piece through the key: joined, all of a dimension's buckets would be read, of every level
  return sql`(
    select bucket.start as at, ${bucket.name} collate "C" as name, ${sql.join(callMeasures.map((measure) => sql.ref(`bucket.${measure}`)))}
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
      as piece (level smallint, since timestamptz, until timestamptz)
    cross join lateral (
      select * from usage_buckets as bucket where company_id = ${filter.companyId} and dimension = ${bucket.dimension}
        and bucket.level = piece.level and start >= piece.since and start < piece.until and ${bucket.where} offset 0
    ) as bucket
    union all select ${columns} from ${unfoldedCalls} where ${where} and ${within(inner)}
    union all ${rows} and ${within({ sinceMs: stretch.sinceMs, untilMs: inner.sinceMs })}
    union all ${rows} and ${within({ sinceMs: inner.untilMs, untilMs: stretch.untilMs })}
  ) as measured`;
}
