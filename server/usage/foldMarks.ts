import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { callMeasures } from './callMeasures.ts';
import { wordsOfRow } from './callWords.ts';
import {
  addCombinations,
  bucketMeasures,
  bucketsOf,
  combinedRows,
  firstsOf,
  groupSumsOf,
  keptColumns,
  keptFirsts,
  listedBins,
  listedFirsts,
  movedFirsts,
  spreadsOf,
} from './keptSums.ts';

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

const columns = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
const addedTo = (table: string, names: readonly string[]) =>
  sql.join(
    names.map(
      (name) => sql`${sql.ref(name)} = ${sql.ref(`${table}.${name}`)} + ${sql.ref(`excluded.${name}`)}`,
    ),
  );

/** Adds buckets, a query, to those that are kept. */
export const addBuckets = (buckets: ReturnType<typeof bucketsOf>) => sql`
  insert into usage_buckets (company_id, dimension, level, start, value, other, ${columns(bucketMeasures)}) ${buckets}
  on conflict (company_id, dimension, level, start, value, other) do update set ${addedTo('usage_buckets', bucketMeasures)}`;

/** Adds the sums of groups, a query, to those that are kept, and lists their firsts anew. */
export const addGroups = (
  sums: ReturnType<typeof groupSumsOf>,
  lists: ReturnType<typeof listedFirsts>,
) => sql`
  insert into usage_groups (kind, company_id, id, session_id, user_id, first_at, last_at, combinations, firsts, ${columns(callMeasures)})
  select kind, company_id, id, session_id, user_id, first_at, last_at, combinations, firsts, ${columns(callMeasures)}
  from (${sums}) as summed join (${lists}) as listed using (kind, company_id, id)
  on conflict (kind, company_id, id) do update set session_id = least(usage_groups.session_id, excluded.session_id),
    user_id = least(usage_groups.user_id, excluded.user_id), first_at = least(usage_groups.first_at, excluded.first_at),
    last_at = greatest(usage_groups.last_at, excluded.last_at), combinations = excluded.combinations, firsts = excluded.firsts,
    ${addedTo('usage_groups', callMeasures)}`;

/**
 * Folds at most `most` settled calls into the kept sums, in one transaction: their marks go as their sums come, so
 * whoever asks at the same moment sees either. Answers how many; 0 when nothing is left or another process is at it.
 */
export async function foldMarks(em: Em, most: number): Promise<number> {
  // most of the time there is nothing, and planning the statement below would cost more than looking
  const { rows: marked } = await sql`select from usage_marks limit 1`.execute(em.fork().getKysely());
  if (marked.length === 0) return 0;
  return em.fork().transactional(async (tx) => {
    if (!(await lockSums(tx))) return 0;
    const { rows: taken } = await sql<{ id: string | number }>`delete from usage_marks
      where ctid = any(array(select ctid from usage_marks limit ${most})) returning id`.execute(
      tx.getKysely(),
    );
    await foldCalls(
      tx,
      taken.map(({ id }) => String(id)),
    );
    return taken.length;
  });
}

/** Adds settled calls, each by its id, to the kept sums. Whoever does so has the right to write them. */
export async function foldCalls(tx: Em, calls: readonly string[]): Promise<void> {
  // sums of many calls at once are told apart in memory
  await sql`set local work_mem = '256MB'`.execute(tx.getKysely());
  const ids = sql`unnest(${sql.val(calls)}::bigint[]) as taken (id)`;
  const rows = sql`select call.* from ${ids} cross join lateral (
    select ${keptColumns} from llm_calls where id = taken.id offset 0) as call`;
  await addCombinations(rows).execute(tx.getKysely());
  await sql`
    with settled as materialized (${combinedRows(rows)}), come as materialized (${firstsOf(sql`settled`)}),
    known as materialized (${keptFirsts(sql`(select distinct kind, company_id, id from come) as touched
      cross join lateral (select combinations, firsts from usage_groups as kept
        where kept.kind = touched.kind and kept.company_id = touched.company_id and kept.id = touched.id offset 0) as kept`)}),
    joined as materialized (
      select kind, company_id, id, combination, min(at) as at
      from (select * from known union all select * from come) as both_lists group by 1, 2, 3, 4
    ), buckets as (${addBuckets(
      bucketsOf(sql`settled`, sql`(${movedFirsts(sql`joined`, sql`known`)}) as moved`),
    )}
    ), groups as (${addGroups(groupSumsOf(sql`settled`), listedFirsts(sql`joined`))}
    ), spreads as (
      insert into usage_spreads (company_id, dimension, measure, level, start, value, bins, calls)
      ${listedBins(sql`(${spreadsOf(sql`settled`)}) as spread`)}
      on conflict (company_id, dimension, measure, level, start, value) do update set (bins, calls) = (
        select array_agg(bin order by bin), array_agg(calls order by bin) from (
          select bin, sum(calls)::int as calls from (
            select * from unnest(usage_spreads.bins, usage_spreads.calls)
            union all select * from unnest(excluded.bins, excluded.calls)
          ) as both_lists (bin, calls) group by bin
        ) as joined)
    )
    insert into llm_call_search (id, search) select id, ${wordsOfRow} from ${ids} join llm_calls using (id)
    where not exists (select from llm_call_search where llm_call_search.id = taken.id)`.execute(
    tx.getKysely(),
  );
}
