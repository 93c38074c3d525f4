import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { unfoldedCalls } from './usageSource.ts';

/** The words of a row of the ledger: of its prompt and its response, as far as the row keeps them. */
export const wordsOfRow = sql`to_tsvector('english', prompt || ' ' || coalesce(response, ''))`;

const SAMPLED_PAGES = 400;

/**
 * Whether a row of the ledger, of whatever company, holds words, in the grammar of `websearch_to_tsquery`, as a
 * condition. Rare words are looked up, and their calls named one by one. Common ones are looked for in each row of a
 * list, from its top.
 */
export async function holdsWords(em: Em, words: string): Promise<RawBuilder<boolean>> {
  const query = sql`websearch_to_tsquery('english', ${words})`;
  if (await areCommon(em, query))
    return sql<boolean>`coalesce((select search @@ ${query} from llm_call_search where llm_call_search.id = llm_calls.id),
      ${wordsOfRow} @@ ${query})`;
  const found = sql`select id from llm_call_search where search @@ ${query}
    union all select id from ${unfoldedCalls} where ${wordsOfRow} @@ ${query}`;
  const { rows } = await sql<{ id: number | string }>`${found}`.execute(em.getKysely());
  return sql<boolean>`id = any(${sql.val(rows.map(({ id }) => Number(id)))}::bigint[])`;
}

/**
 * Whether a list of 50 is full sooner row by row than by looking all calls with these words up: after 50 / share rows,
 * beside share times all. Told by a sample of the same pages each time, for the planner knows no rare words.
 */
async function areCommon(em: Em, query: RawBuilder<unknown>): Promise<boolean> {
  const { rows: sizes } = await sql<{ pages: number }>`select
    (pg_relation_size('llm_call_search') / current_setting('block_size')::int)::float8 as pages`.execute(
    em.getKysely(),
  );
  const sampled = Math.min(1, SAMPLED_PAGES / (sizes[0]?.pages || 1));
  const { rows } = await sql<{ calls: number; hits: number }>`select count(*)::int as calls,
      (count(*) filter (where search @@ ${query}))::int as hits
    from llm_call_search tablesample system (${sampled * 100}::real) repeatable (1)`.execute(em.getKysely());
  const { calls = 0, hits = 0 } = rows[0] ?? {};
  const share = calls === 0 ? 0 : hits / calls;
  return share * share * (calls / sampled) > 50;
}
