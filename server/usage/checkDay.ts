import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { callMeasures } from './callMeasures.ts';
import { bucketsOf, keptColumns, runsOf, spreadsOf } from './keptSums.ts';

/** One day of UTC, `YYYY-MM-DD`, of one company. */
export interface CompanyDay {
  companyId: string;
  day: string;
}

const measures = (table: string) => sql.join(callMeasures.map((name) => sql.ref(`${table}.${name}`)));
const runColumns = (table: string) =>
  sql.join(['first_at', 'last_at', 'models', ...callMeasures].map((name) => sql.ref(`${table}.${name}`)));

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
  const inDay = (column: string) =>
    sql`company_id = ${companyId} and ${sql.ref(column)} >= ${since} and ${sql.ref(column)} < ${since} + interval '1 day'`;
  const { rows } = await sql<{ differences: number | string }>`
    with folded as materialized (
      select ${keptColumns} from llm_calls where ${inDay('created_at')} and status <> 'open'
        and not exists (select from usage_marks where usage_marks.id = llm_calls.id)
    ), settling as (
      select run_id from llm_calls where ${inDay('created_at')} and run_id is not null
        and (status = 'open' or exists (select from usage_marks where usage_marks.id = llm_calls.id))
    )
    select
      (select count(*) from (${bucketsOf(sql`folded`)}) as made
        full join (select * from usage_buckets where ${inDay('start')}) as kept
          using (dimension, level, start, value, other)
        where (${measures('made')}) is distinct from (${measures('kept')}))
      + (select count(*) from (${spreadsOf(sql`folded`)}) as made
        full join (
          select dimension, measure, start, value, counted.bin, counted.calls
          from usage_spreads cross join lateral unnest(bins, usage_spreads.calls) as counted (bin, calls)
          where ${inDay('start')}
        ) as kept using (dimension, measure, start, value, bin)
        where made.calls is distinct from kept.calls)
      + (select count(*) from (select * from usage_runs where ${inDay('first_at')}) as kept
        left join (${runsOf(sql`select run_id collate "default" from usage_runs where ${inDay('first_at')}`)}) as made using (run_id)
        where (${runColumns('made')}) is distinct from (${runColumns('kept')})
          and run_id not in (select run_id from settling))
      + (select count(distinct run_id) from folded where run_id is not null
        and run_id not in (select run_id from usage_runs)) as differences`.execute(em.getKysely());
  return Number(rows[0]?.differences);
}
