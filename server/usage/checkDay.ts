import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { callMeasures } from './callMeasures.ts';
import {
  bucketMeasures,
  bucketsOf,
  combinedRows,
  firstsByKey,
  firstsOf,
  foldedCallsOf,
  groupSumsOf,
  isFolded,
  keptColumns,
  keptFirsts,
  listedFirsts,
  spreadsOf,
  spreadsOfBlock,
} from './keptSums.ts';

/** One day of UTC, `YYYY-MM-DD`, of one company. */
export interface CompanyDay {
  companyId: string;
  day: string;
}

const columnsOf = (table: string, names: readonly string[]) =>
  sql.join(names.map((name) => sql.ref(`${table}.${name}`)));
const groupColumns = [
  'session_id',
  'user_id',
  'first_at',
  'last_at',
  'combinations',
  'firsts',
  ...callMeasures,
];

/** Every day of which the ledger has calls, or on which sums are kept. */
export async function keptDays(em: Em): Promise<CompanyDay[]> {
  const { rows } = await sql<CompanyDay>`
    with known as (
      select id as company_id from companies union select company_id from usage_buckets where dimension = 'all' and level = 2
    ), ends as (
      select company_id,
        (select min(created_at) from llm_calls where llm_calls.company_id = known.company_id) as first_at,
        (select max(created_at) from llm_calls where llm_calls.company_id = known.company_id) as last_at
      from known
    )
    select company_id as "companyId", to_char(day, 'YYYY-MM-DD') as day
    from ends cross join lateral generate_series(
      date_trunc('day', first_at at time zone 'UTC'), last_at at time zone 'UTC', interval '1 day') as day
    union select company_id, to_char(start at time zone 'UTC', 'YYYY-MM-DD') from usage_buckets
      where dimension = 'all' and level = 2
    order by 1, 2`.execute(em.getKysely());
  return rows;
}

/** How many of the sums kept of a day differ from those over its folded rows, all seen in one snapshot. */
export async function checkDay(em: Em, { companyId, day }: CompanyDay): Promise<number> {
  const since = sql`${`${day}T00:00:00Z`}::timestamptz`;
  const until = sql`${since} + interval '1 day'`;
  const block = sql`date_bin('32 days', ${since}, '1970-01-01Z')`;
  const inDays = (column: string, end: RawBuilder<unknown>) =>
    sql`company_id = ${companyId} and ${sql.ref(column)} >= ${since} and ${sql.ref(column)} < ${end}`;
  const inDay = (column: string) => inDays(column, until);
  // a day of a zone that begins in this one ends in the next
  const inBoth = (column: string) => inDays(column, sql`${until} + interval '1 day'`);
  const bins = (where: RawBuilder<unknown>) => sql`(
    select dimension, measure, level, start, value, counted.bin, counted.calls
    from usage_spreads cross join lateral unnest(bins, usage_spreads.calls) as counted (bin, calls)
    where company_id = ${companyId} and ${where}) as kept using (dimension, measure, level, start, value, bin)
    where made.calls is distinct from kept.calls`;
  const groups = sql`(select * from usage_groups where company_id = ${companyId}
    and tstzrange(first_at, last_at, '[]') && tstzrange(${since}, ${until} + interval '1 day'))`;
  const { rows } = await sql<{ differences: number | string }>`
    with folded as materialized (${combinedRows(sql`select ${keptColumns} from llm_calls where ${inBoth('created_at')} and ${isFolded}`)}),
      firsts as (select *, 1 as change from (${firstsByKey(sql`(${keptFirsts(sql`${groups} as listed`)})`)}) as kept where ${inBoth('at')}),
      begun as materialized (select * from ${groups} as near where ${inDay('first_at')}),
      whole as materialized (${foldedCallsOf(sql`(select kind, company_id, id from begun)`)}),
      groups as (select * from (${groupSumsOf(sql`whole`)}) as summed
        join (${listedFirsts(sql`(${firstsOf(sql`whole`)}) as first`)}) as listed using (kind, company_id, id))
    select
      (select count(*) from (select * from (${bucketsOf(sql`folded`, sql`firsts`)}) as summed where ${inDay('start')}) as made
        full join (select * from usage_buckets where ${inDay('start')}) as kept
          using (dimension, level, start, value, other)
        where (${columnsOf('made', bucketMeasures)}) is distinct from (${columnsOf('kept', bucketMeasures)}))
      + (select count(*) from (select * from (${spreadsOf(sql`folded`)}) as spread where ${inDay('start')}) as made full join ${bins(sql`level < 3 and ${inDay('start')}`)} and level < 3)
      + (select count(*) from (${spreadsOfBlock(companyId, block)}) as made full join ${bins(sql`level = 3 and start = ${block}`)})
      + (select count(*) from begun as kept left join groups as made using (kind, id)
        where (${columnsOf('made', groupColumns)}) is distinct from (${columnsOf('kept', groupColumns)}))
      + (select count(*) from (${groupSumsOf(sql`folded`)}) as made
        where not exists (select from usage_groups as kept where kept.kind = made.kind and kept.company_id = made.company_id and kept.id = made.id)) as differences`.execute(
    em.getKysely(),
  );
  return Number(rows[0]?.differences);
}
