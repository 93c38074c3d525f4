import { type RawBuilder, sql } from 'kysely';
import { usageMeasure } from '#shared/usageReport.ts';
import { keptDimensions, keptPairs, pairName } from './bucketOf.ts';
import { callDimensions } from './callDimensions.ts';
import { measuresOfRow, sumsOfMeasures } from './callMeasures.ts';
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
  ([one, other]) => sql`(${sql.lit(pairName(one, other))}, ${sql.ref(one)}, ${sql.ref(other)}, 2)`,
);
const keysIn = (keys: RawBuilder<unknown>[]) =>
  sql`lateral (values ${sql.join(keys)}) as key (dimension, value, other, finest)`;
const day = sql`date_bin('1 day', created_at, '2000-01-01Z')`;
const start = sql`case level when 2 then ${day} when 1 then date_bin('1 hour', created_at, '2000-01-01Z')
  else date_bin('15 minutes', created_at, '2000-01-01Z') end`;
const measured = usageMeasure.options.map(
  (measure) => sql`(${sql.lit(measure)}, ${sql.ref(`${measure}_bin`)})`,
);

/** What is needed of a row of the ledger for all sums that are kept. */
export const keptColumns = sql.join([
  sql`company_id, run_id, session_id, user_id as asked_by, created_at`,
  ...dimensions,
  ...bins,
  measuresOfRow,
]);

/** The buckets that rows with those columns fill, as a query. */
export const bucketsOf = (rows: RawBuilder<unknown>) => sql`
  select company_id, dimension, level, ${start} as start, value collate "C" as value, other collate "C" as other,
    ${sumsOfMeasures}
  from ${rows} cross join ${keysIn([...singleKeys, ...pairKeys])}
    cross join (values (0::smallint), (1::smallint), (2::smallint)) as levels (level)
  where level >= finest group by 1, 2, 3, 4, 5, 6`;

/** How many of them lie in each bin of each measure, by days, as a query. */
export const spreadsOf = (rows: RawBuilder<unknown>) => sql`
  select company_id, dimension, measure, ${day} as start, value collate "C" as value, bin::smallint as bin,
    count(*)::int as calls
  from ${rows} cross join ${keysIn(singleKeys)}
    cross join lateral (values ${sql.join(measured)}) as measured (measure, bin)
  where bin is not null group by 1, 2, 3, 4, 5, 6`;

/** The questions that closed rows of the ledger belong to, whole, as a query. */
export const runsOf = (runIds: RawBuilder<unknown>) => sql`
  select run_id collate "C" as run_id, min(company_id) as company_id, min(session_id) as session_id,
    min(user_id) as user_id, min(created_at) as first_at, max(created_at) as last_at,
    array_agg(distinct model order by model) as models, ${sumsOfMeasures}
  from (
    select run_id, company_id, session_id, user_id, created_at, model, ${measuresOfRow} from llm_calls
    where status <> 'open' and run_id in (${runIds})
  ) as whole group by 1`;
