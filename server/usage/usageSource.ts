import { type RawBuilder, sql } from 'kysely';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { bucketOf } from './bucketOf.ts';
import { type CallDimension, callDimensions, usageWhere } from './callDimensions.ts';
import { measuresOfRow } from './callMeasures.ts';
import { coverSteps, type Piece } from './cover.ts';
import { bucketMeasures } from './keptSums.ts';
import type { StretchMs, UsageStretch } from './usageStretch.ts';

const isoOf = (atMs: number) => new Date(atMs).toISOString();

/** A moment in milliseconds, for the database. */
export const momentAt = (atMs: number) => sql`${isoOf(atMs)}::timestamptz`;

/** Moments in milliseconds, for the database. */
export const momentsAt = (list: readonly number[]) => sql`${sql.val(list.map(isoOf))}::timestamptz[]`;

/** Whether a row of the ledger was made within a stretch. */
export const within = ({ sinceMs, untilMs }: StretchMs) =>
  sql<boolean>`created_at >= ${momentAt(sinceMs)} and created_at < ${momentAt(untilMs)}`;

/** Pieces of a cover, as a table to look buckets up by: joined, all of a dimension's would be read, of every level. */
export const placesOf = (pieces: readonly Piece[]) => {
  const places = pieces.map(({ level, sinceMs, untilMs }) => ({
    level,
    since: isoOf(sinceMs),
    until: isoOf(untilMs),
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as piece (level smallint, since timestamptz, until timestamptz)`;
};

/**
 * The rows that no kept sum holds yet, settled a moment ago or still open, as a table to select from. Each is looked
 * up by its id, whatever the planner believes of a table that it may never have seen filled.
 */
export const unfoldedCalls = sql`(
  select id as unfolded_id from llm_calls where status = 'open' union all select id from usage_marks
) as unfolded cross join lateral (select * from llm_calls where id = unfolded_id offset 0) as llm_calls`;

/** What rows of the ledger a stretch has that no kept sum holds, `columns` of each, as a query. */
export const restOfRows = (
  filter: UsageFilter,
  stretch: StretchMs,
  inner: StretchMs,
  columns: RawBuilder<unknown>,
): RawBuilder<unknown> => {
  const where = usageWhere(filter);
  const from = (rows: RawBuilder<unknown>, part: StretchMs) =>
    sql`select ${columns} from ${rows} where ${where} and ${within(part)}`;
  const parts = [
    from(unfoldedCalls, inner),
    ...[
      { sinceMs: stretch.sinceMs, untilMs: inner.sinceMs },
      { sinceMs: inner.untilMs, untilMs: stretch.untilMs },
    ].flatMap((end) => (end.sinceMs < end.untilMs ? [from(sql`llm_calls`, end)] : [])),
  ];
  return sql.join(parts, sql` union all `);
};

interface Wanted {
  /** The dimension whose values are told apart as `name`. */
  by?: CallDimension | null | undefined;
  /** Only these of them; null is the name of calls without one. */
  names?: readonly (string | null)[] | undefined;
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
  stretch: UsageStretch,
  { by = null, names, cuts = [] }: Wanted,
): RawBuilder<unknown> {
  const name = by === null ? sql`null::text` : callDimensions[by];
  // '' stands for no name, as it does in the buckets
  const values = by === null ? undefined : names?.map((one) => one ?? '');
  const isNamed = (column: RawBuilder<unknown>) =>
    values === undefined ? sql`true` : sql`coalesce(${column}, '') = any(${sql.val(values)}::text[])`;
  const columns = sql`created_at as at, ${name} collate "C" as name, ${measuresOfRow}, 0::bigint as runs, 0::bigint as sessions`;
  const bucket = bucketOf(filter, by);
  const covered = bucket && coverSteps(stretch, cuts, bucket.finest, stretch.splits);
  if (!covered)
    return sql`(select ${columns} from llm_calls where ${usageWhere(filter)} and ${isNamed(name)} and ${within(stretch)}) as measured`;
  const bucketName = sql`nullif(${bucket.name ?? sql`null::text`}, '')`;
  // names are no condition for the index, which would read all values once for each of them
  const where =
    bucket.name === null
      ? bucket.where
      : sql<boolean>`${bucket.where} and ${isNamed(sql`${bucket.name} || ''`)}`;
  const measured = sql.join(bucketMeasures.map((measure) => sql.ref(measure)));
  const loose = restOfRows(filter, stretch, covered.inner, columns);
  return sql`(
    select start as at, ${bucketName} as name, ${measured} from ${placesOf(covered.pieces)} ${bucket.among}
      cross join lateral (select * from usage_buckets where ${where} and usage_buckets.level = piece.level
        and start >= piece.since and start < piece.until offset 0) as bucket
    union all select * from (${loose}) as loose where ${isNamed(sql`name`)}
  ) as measured`;
}
