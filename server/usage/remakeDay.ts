import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { CompanyDay } from './checkDay.ts';
import { lockSums } from './foldMarks.ts';

/** Drops the sums kept of a day and marks its calls again: figures come from their rows until they are folded anew. */
export async function remakeDay(em: Em, { companyId, day }: CompanyDay): Promise<void> {
  const since = sql`${`${day}T00:00:00Z`}::timestamptz`;
  const inDay = (column: string) =>
    sql`company_id = ${companyId} and ${sql.ref(column)} >= ${since} and ${sql.ref(column)} < ${since} + interval '1 day'`;
  await em.fork().transactional(async (tx) => {
    if (!(await lockSums(tx))) return;
    await sql`
      with buckets as (delete from usage_buckets where ${inDay('start')}),
        spreads as (delete from usage_spreads where ${inDay('start')}),
        asked as (delete from usage_runs where ${inDay('first_at')}
          and not exists (select from llm_calls where run_id = usage_runs.run_id collate "default"))
      insert into usage_marks (id) select id from llm_calls where ${inDay('created_at')} and status <> 'open'
        and not exists (select from usage_marks where usage_marks.id = llm_calls.id)`.execute(tx.getKysely());
  });
}
