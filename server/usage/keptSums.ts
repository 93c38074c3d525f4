import { type RawBuilder, sql } from 'kysely';
import { usageMeasure } from '#shared/usageReport.ts';
import { combinationName, keptDimensions, keptPairs, pairName } from './bucketOf.ts';
import { callDimensions } from './callDimensions.ts';
import { callMeasures, groupCounts, measuresOfRow, sumsOfMeasures } from './callMeasures.ts';
import { binOfRow } from './logBins.ts';

const dimensions = keptDimensions.map(
  (dimension) => sql`coalesce(${callDimensions[dimension]}, '') as ${sql.ref(dimension)}`,
);
const bins = usageMeasure.options.map((measure) => sql`${binOfRow(measure)} as ${sql.ref(`${measure}_bin`)}`);
const singleKeys = [
  sql`('all', '', '', 0)`,
  ...keptDimensions.map((dimension) => sql`(${sql.lit(dimension)}, ${sql.ref(dimension)}, '', 0)`),
];
const pairKeys = keptPairs.map(
  ([one, other]) => sql`(${sql.lit(pairName(one, other))}, ${sql.ref(one)}, ${sql.ref(other)}, 1)`,
);
const combinationKey = sql`(${combinationName(sql`combination`)}, '', '', 1)`;
const keysIn = (keys: RawBuilder<unknown>[]) =>
  sql`lateral (values ${sql.join(keys)}) as key (dimension, value, other, finest)`;
const startIn = (width: string, at: string) =>
  sql`date_bin(${sql.lit(width)}, ${sql.ref(at)}, '1970-01-01Z')`;
/** The day that begins at a `minute` of the day of UTC, and the level that the sums of such days are kept at. */
const localDay = (at: string) =>
  sql`date_bin('1 day', ${sql.ref(at)}, timestamptz '1970-01-01Z' + make_interval(mins => minute))`;
const localLevel = sql`2 + minute / 15`;
const counts = Object.values(groupCounts);
const measures = sql.join(callMeasures.map((name) => sql.ref(name)));
const zeros = (names: readonly string[]) => sql.join(names.map((name) => sql`0::bigint as ${sql.ref(name)}`));

/** Everything that a bucket sums up. */
export const bucketMeasures = [...callMeasures, ...counts];
const sumsOfBuckets = sql.join(
  bucketMeasures.map((name) => sql`sum(${sql.ref(name)})::bigint as ${sql.ref(name)}`),
);

/** What makes a combination. */
const toldNames = ['company_id', ...keptDimensions];
const told = sql.join(toldNames.map((name) => sql.ref(name)));
const toldAlike = sql.join(
  toldNames.map((name) => sql`${sql.ref(`known.${name}`)} = ${sql.ref(`called.${name}`)}`),
  sql` and `,
);

/** What is needed of a row of the ledger for all sums that are kept. */
export const keptColumns = sql.join([
  sql`company_id, run_id, session_id, user_id as asked_by, created_at`,
  ...dimensions,
  ...bins,
  measuresOfRow,
]);

/** Rows with those columns, each with the number of its combination, as a query. */
export const combinedRows = (rows: RawBuilder<unknown>) => sql`
  select called.*, combination from (${rows}) as called cross join lateral (
    select id as combination from usage_combinations as known where ${toldAlike} offset 0) as told`;

/** Numbers the combinations of rows with those columns that have no number, as a statement. */
export const addCombinations = (rows: RawBuilder<unknown>) => sql`
  insert into usage_combinations (${told})
  select distinct ${told} from (${rows}) as called left join usage_combinations using (${told}) where usage_combinations.id is null
  on conflict do nothing`;

/** The buckets that combined rows fill, and the firsts of their groups that moved, as a query: the finest, then the others. */
export const bucketsOf = (rows: RawBuilder<unknown>, firsts: RawBuilder<unknown>) => sql`
  select company_id, dimension, level::smallint as level, place.start as start, value collate "C" as value,
    other collate "C" as other, ${sumsOfBuckets}
  from (
    select company_id, dimension, value, other, finest, date_bin(case finest when 0 then interval '15 minutes'
      else interval '30 minutes' end, at, '1970-01-01Z') as start, ${sumsOfBuckets}
    from (
      select company_id, created_at as at, dimension, value, other, finest, ${measures}, ${zeros(counts)}
      from ${rows} cross join ${keysIn([...singleKeys, ...pairKeys, combinationKey])}
      union all select company_id, at, dimension, value, other, finest,
        ${zeros(callMeasures)}, case kind when 'run' then change else 0 end, case kind when 'session' then change else 0 end
      from ${firsts}
    ) as counted group by 1, 2, 3, 4, 5, 6
  ) as fine cross join lateral (
    select 0 as level, fine.start where finest = 0
    union all values (1, ${startIn('30 minutes', 'fine.start')}), (2, ${startIn('1 day', 'fine.start')})
    union all select ${localLevel}, ${localDay('fine.start')} from usage_splits where kept and (finest = 0 or minute % 30 = 0)
  ) as place group by 1, 2, 3, 4, 5, 6`;

/** The sums of days that begin at some `minutes` of the day of UTC, from finer buckets, as a query. */
export const localDaysOf = (fine: RawBuilder<unknown>, minutes: RawBuilder<unknown>) => sql`
  select company_id, dimension, (${localLevel})::smallint as level, ${localDay('start')} as start, value, other, ${sumsOfBuckets}
  from ${fine} cross join ${minutes}
  where level = 0 and strpos(dimension, ' ') = 0 or level = 1 and strpos(dimension, ' ') > 0 and minute % 30 = 0
  group by 1, 2, 3, 4, 5, 6`;

/** How many of them lie in each bin of each measure, by hours, and so by days and thirty-two days, as a query. */
export const spreadsOf = (rows: RawBuilder<unknown>) => sql`
  select company_id, dimension, measure, level::smallint as level, place.start as start, value collate "C" as value,
    bin::smallint as bin, sum(calls)::int as calls
  from (
    select company_id, dimension, value, measure, bin, finest, ${startIn('1 hour', 'created_at')} as start, count(*) as calls
    from ${rows} cross join ${keysIn([...singleKeys, combinationKey])}
      cross join lateral (values ${sql.join(
        usageMeasure.options.map((measure) => sql`(${sql.lit(measure)}, ${sql.ref(`${measure}_bin`)})`),
      )}) as measured (measure, bin)
    where bin is not null group by 1, 2, 3, 4, 5, 6, 7
  ) as fine cross join lateral (select 1 as level, fine.start where finest = 0
    union all values (2, ${startIn('1 day', 'fine.start')}), (3, ${startIn('32 days', 'fine.start')})) as place
  group by 1, 2, 3, 4, 5, 6, 7`;

/** Those of days added up to the thirty-two days that begin at a moment, as a query. */
export const spreadsOfBlock = (companyId: string, start: RawBuilder<unknown>) => sql`
  select company_id, dimension, measure, 3::smallint as level, ${start} as start, value, bin, sum(counted.calls)::int as calls
  from usage_spreads cross join lateral unnest(bins, usage_spreads.calls) as counted (bin, calls)
  where company_id = ${companyId} and level = 2 and start >= ${start} and start < ${start} + interval '32 days'
  group by 1, 2, 3, 6, 7`;

/** Spreads with a row to a bin, one row to each, as a query. */
export const listedBins = (spreads: RawBuilder<unknown>) => sql`
  select company_id, dimension, measure, level, start, value, array_agg(bin order by bin) as bins,
    array_agg(calls order by bin) as calls from ${spreads} group by 1, 2, 3, 4, 5, 6`;

const inGroups = sql`lateral (values ('run', run_id collate "C"), ('session', session_id collate "C")) as member (kind, id)`;

/** The questions and sessions that rows with those columns belong to, each with their sums, as a query. */
export const groupSumsOf = (rows: RawBuilder<unknown>) => sql`
  select kind, company_id, id, min(session_id) as session_id, min(asked_by) as user_id,
    min(created_at) as first_at, max(created_at) as last_at, ${sumsOfMeasures}
  from ${rows} cross join ${inGroups} where id is not null group by 1, 2, 3`;

/** When the first call of each combination was made for them, as a query over combined rows. */
export const firstsOf = (rows: RawBuilder<unknown>) => sql`
  select kind, company_id, id, combination, min(created_at) as at
  from ${rows} cross join ${inGroups} where id is not null group by 1, 2, 3, 4`;

/** Their firsts listed, one row to a group, as a query. */
export const listedFirsts = (firsts: RawBuilder<unknown>) => sql`
  select kind, company_id, id, array_agg(combination order by combination) as combinations, array_agg(at order by combination) as firsts
  from ${firsts} group by 1, 2, 3`;

/** Those of groups that are kept, one row to a first, as a query. */
export const keptFirsts = (groups: RawBuilder<unknown>) => sql`
  select kind, company_id, id, first.combination, first.at
  from ${groups} cross join lateral unnest(combinations, firsts) as first (combination, at)`;

/** The settled calls of groups that are in the kept sums, each once, as a query of combined rows. */
export const foldedCallsOf = (groups: RawBuilder<unknown>) => {
  const ids = (
    kind: string,
    column: string,
  ) => sql`select call.id from ${groups} as asked cross join lateral (
    select llm_calls.id from llm_calls where asked.kind = ${sql.lit(kind)} and llm_calls.company_id = asked.company_id
      and ${sql.ref(column)} = asked.id collate "default" offset 0) as call`;
  return combinedRows(sql`select ${keptColumns} from (${ids('run', 'run_id')} union ${ids('session', 'llm_calls.session_id')}) as member
    cross join lateral (select * from llm_calls where llm_calls.id = member.id offset 0) as llm_calls where ${isFolded}`);
};

/** Whether the kept sums hold a row of the ledger. */
export const isFolded = sql<boolean>`status <> 'open'
  and not exists (select from usage_marks where usage_marks.id = llm_calls.id)`;

/** The first call of each value and of each pair, from those of combinations, as a query. */
export const firstsByKey = (firsts: RawBuilder<unknown>) => sql`
  select kind, company_id, id, dimension, value, other, finest, min(at) as at
  from ${firsts} as listed cross join lateral (
      select ${sql.join(keptDimensions.map((name) => sql.ref(name)))} from usage_combinations where usage_combinations.id = combination offset 0
    ) as combined cross join ${keysIn([...singleKeys, ...pairKeys])} group by 1, 2, 3, 4, 5, 6, 7`;

/** What becomes first and what is so no longer, as a query: `change` is 1 or -1. Both are relations of firsts. */
export const movedFirsts = (now: RawBuilder<unknown>, before: RawBuilder<unknown>) => sql`
  select kind, company_id, dimension, value, other, finest, at, sum(change) as change
  from (select *, 1 as change from (${firstsByKey(now)}) as later union all select *, -1 from (${firstsByKey(before)}) as earlier) as compared
  group by kind, company_id, id, dimension, value, other, finest, at having sum(change) <> 0`;
