import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Em } from '#server/db/openDatabase.ts';
import { unfoldedCalls } from './usageSource.ts';

/** The words of a row of the ledger: of its prompt and its response, as far as the row keeps them. */
export const wordsOfRow = sql`to_tsvector('english', prompt || ' ' || coalesce(response, ''))`;

/**
 * Whether a row of the ledger, of whatever company, holds words, in the grammar of `websearch_to_tsquery`, as a
 * condition. Rare words are looked up, and their calls named one by one. Common ones are looked for in each row of a
 * list, from its top.
 */
export async function holdsWords(em: Em, words: string): Promise<RawBuilder<boolean>> {
  const query = sql`websearch_to_tsquery('english', ${words})`;
  const { expected, all } = await expectedCalls(em, query);
  // a page of 50 is full after all / expected times 50 rows: whichever reads fewer
  if (expected * expected > 50 * all)
    return sql<boolean>`coalesce((select search @@ ${query} from llm_call_search where llm_call_search.id = llm_calls.id),
      ${wordsOfRow} @@ ${query})`;
  const found = sql`select id from llm_call_search where search @@ ${query}
    union all select id from ${unfoldedCalls} where ${wordsOfRow} @@ ${query}`;
  const { rows } = await sql<{ id: number | string }>`${found}`.execute(em.getKysely());
  return sql<boolean>`id = any(${sql.val(rows.map(({ id }) => Number(id)))}::bigint[])`;
}

/** How many calls the planner believes hold words, and how many there are. */
async function expectedCalls(em: Em, query: RawBuilder<unknown>): Promise<{ expected: number; all: number }> {
  const { rows } = await sql<{ 'QUERY PLAN': unknown }>`explain (format json)
    select from llm_call_search where search @@ ${query}`.execute(em.getKysely());
  const { rows: tables } = await sql<{
    all: number;
  }>`select greatest(reltuples, 0)::float8 as all from pg_class
    where oid = 'llm_call_search'::regclass`.execute(em.getKysely());
  const [{ Plan: plan }] = z
    .tuple([z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })])
    .parse(rows[0]?.['QUERY PLAN']);
  return { expected: plan['Plan Rows'], all: tables[0]?.all ?? 0 };
}
