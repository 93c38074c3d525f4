import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { callMeasures } from './callMeasures.ts';
import { wordsOfRow } from './callWords.ts';
import { bucketsOf, keptColumns, runsOf, spreadsOf } from './keptSums.ts';

/** Any number that no other program on the server is likely to take; "usage" on a phone's keys. */
const USAGE_LOCK = 87243;

/** Waits for the right to write kept sums, and has it until the transaction ends. */
export async function holdSums(tx: Em): Promise<void> {
  await sql`select pg_advisory_xact_lock(${USAGE_LOCK}::int)`.execute(tx.getKysely());
}

/** Takes the right to write kept sums until the transaction ends; false while another process has it. */
export async function lockSums(tx: Em): Promise<boolean> {
  const { rows } = await sql<{
    locked: boolean;
  }>`select pg_try_advisory_xact_lock(${USAGE_LOCK}::int) as locked`.execute(tx.getKysely());
  return rows[0]?.locked === true;
}

const measures = sql.join(callMeasures.map((name) => sql.ref(name)));
const added = sql.join(
  callMeasures.map(
    (name) => sql`${sql.ref(name)} = ${sql.ref(`usage_buckets.${name}`)} + excluded.${sql.ref(name)}`,
  ),
);
const replaced = sql.join(
  ['first_at', 'last_at', 'models', ...callMeasures].map(
    (name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`,
  ),
);

/**
 * Folds at most `most` settled calls into the kept sums, in one statement: their marks go as their sums come, so
 * whoever asks at the same moment sees either. Answers how many; 0 when nothing is left or another process is at it.
 */
export async function foldMarks(em: Em, most: number): Promise<number> {
  // most of the time there is nothing, and planning the statement below would cost more than looking
  const { rows: marked } = await sql`select from usage_marks limit 1`.execute(em.fork().getKysely());
  if (marked.length === 0) return 0;
  return em.fork().transactional(async (tx) => {
    if (!(await lockSums(tx))) return 0;
    const { rows } = await sql<{ folded: number | string }>`
      with taken as (
        delete from usage_marks where ctid = any(array(select ctid from usage_marks limit ${most})) returning id
      ), settled as materialized (
        select call.* from taken cross join lateral (
          select id, prompt, response, ${keptColumns} from llm_calls where id = taken.id offset 0
        ) as call
      ), buckets as (
        insert into usage_buckets (company_id, dimension, level, start, value, other, ${measures})
        ${bucketsOf(sql`settled`)}
        on conflict (company_id, dimension, level, start, value, other) do update set ${added}
      ), spreads as (
        insert into usage_spreads (company_id, dimension, measure, start, value, bins, calls)
        select company_id, dimension, measure, start, value, array_agg(bin order by bin), array_agg(calls order by bin)
        from (${spreadsOf(sql`settled`)}) as spread group by 1, 2, 3, 4, 5
        on conflict (company_id, dimension, measure, start, value) do update set (bins, calls) = (
          select array_agg(bin order by bin), array_agg(calls order by bin) from (
            select bin, sum(calls)::int as calls from (
              select * from unnest(usage_spreads.bins, usage_spreads.calls)
              union all select * from unnest(excluded.bins, excluded.calls)
            ) as both_lists (bin, calls) group by bin
          ) as joined)
      ), asked as (
        insert into usage_runs (run_id, company_id, session_id, user_id, first_at, last_at, models, ${measures})
        ${runsOf(sql`select run_id from settled`)}
        on conflict (run_id) do update set ${replaced}
      ), words as (
        insert into llm_call_search (id, search) select id, ${wordsOfRow} from settled on conflict do nothing
      )
      select count(*) as folded from taken`.execute(tx.getKysely());
    return Number(rows[0]?.folded);
  });
}
