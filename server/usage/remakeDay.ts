import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { CompanyDay } from './checkDay.ts';
import { addBuckets, addGroups, lockSums } from './foldMarks.ts';
import {
  bucketsOf,
  firstsOf,
  foldedCallsOf,
  groupSumsOf,
  isFolded,
  keptFirsts,
  listedBins,
  listedFirsts,
  localDaysOf,
  movedFirsts,
  spreadsOfBlock,
} from './keptSums.ts';

/** Drops the sums kept of a day and marks its calls again: figures come from their rows until they are folded anew. */
export async function remakeDay(em: Em, { companyId, day }: CompanyDay): Promise<void> {
  const since = sql`${`${day}T00:00:00Z`}::timestamptz`;
  const until = sql`${since} + interval '1 day'`;
  const block = sql`date_bin('32 days', ${since}, '1970-01-01Z')`;
  const isInDay = (column: string) => sql`(${sql.ref(column)} >= ${since} and ${sql.ref(column)} < ${until})`;
  const mine = sql`company_id = ${companyId}`;
  const touched = sql`(select kind, company_id, id from touched)`;
  const ofTouched = (query: ReturnType<typeof firstsOf>) =>
    sql`select grouped.* from (${query}) as grouped join touched using (kind, company_id, id)`;
  await em.fork().transactional(async (tx) => {
    if (!(await lockSums(tx))) return;
    const db = tx.getKysely();
    // its groups are left with their calls of other days, and their firsts move to those
    await sql`create temporary table touched on commit drop as select kind, company_id, id, combinations, firsts
      from usage_groups where ${mine} and tstzrange(first_at, last_at, '[]') && tstzrange(${since}, ${until})`.execute(
      db,
    );
    await sql`delete from usage_groups using touched where usage_groups.kind = touched.kind
      and usage_groups.company_id = touched.company_id and usage_groups.id = touched.id`.execute(db);
    await sql`
      with others as materialized (select * from (${foldedCallsOf(touched)}) as call where not ${isInDay('created_at')}),
        now as materialized (${ofTouched(firstsOf(sql`others`))}),
        moved as (select * from (${movedFirsts(sql`now`, sql`(${keptFirsts(sql`touched`)})`)}) as compared
          where not ${isInDay('at')}),
        buckets as (${addBuckets(bucketsOf(sql`(select * from others where false) as none`, sql`moved`))})
      ${addGroups(ofTouched(groupSumsOf(sql`others`)), listedFirsts(sql`now`))}`.execute(db);
    await sql`
      with buckets as (delete from usage_buckets where ${mine} and ${isInDay('start')})
      delete from usage_spreads where ${mine} and case level when 3 then start = ${block} else ${isInDay('start')} end`.execute(
      db,
    );
    // days of zones that hold a part of this day are left with what their finer buckets still have
    const near = sql`${mine} and start > ${since} - interval '1 day'`;
    await sql`delete from usage_buckets where ${near} and start < ${until} and level > 2`.execute(db);
    await sql`${addBuckets(
      sql`select * from (${localDaysOf(
        sql`(select * from usage_buckets where ${near} and start < ${until} + interval '1 day' and level < 2) as fine`,
        sql`(select minute from usage_splits where kept) as split`,
      )}) as local where ${near} and start < ${until}`,
    )}`.execute(db);
    await sql`insert into usage_spreads (company_id, dimension, measure, level, start, value, bins, calls)
      ${listedBins(sql`(${spreadsOfBlock(companyId, block)}) as spread`)}`.execute(db);
    await sql`insert into usage_marks (id) select id from llm_calls where ${mine} and ${isInDay('created_at')}
      and ${isFolded}`.execute(db);
  });
}
