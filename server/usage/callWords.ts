import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { unfoldedCalls } from './usageSource.ts';

/** The words of a row of the ledger: of its prompt and its response, as far as the row keeps them. */
export const wordsOfRow = sql`to_tsvector('english', prompt || ' ' || coalesce(response, ''))`;

/** Up to so many found calls are named one by one: then no statement depends on how rare the planner thinks words are. */
const NAMED = 5_000;

/** Whether a row of the ledger holds words, in the grammar of `websearch_to_tsquery`, as a condition. */
export async function holdsWords(em: Em, companyId: string, words: string): Promise<RawBuilder<boolean>> {
  const query = sql`websearch_to_tsquery('english', ${words})`;
  const found = sql`select id from llm_call_search where search @@ ${query}
    union all select id from ${unfoldedCalls} where ${wordsOfRow} @@ ${query}`;
  const { rows } = await sql<{ id: number | string }>`select found.id from (${found}) as found
    cross join lateral (select company_id from llm_calls where llm_calls.id = found.id offset 0) as call
    where company_id = ${companyId} limit ${NAMED + 1}`.execute(em.getKysely());
  return rows.length > NAMED
    ? sql<boolean>`id in (${found})`
    : sql<boolean>`id = any(${sql.val(rows.map(({ id }) => Number(id)))}::bigint[])`;
}
