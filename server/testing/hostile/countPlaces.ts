import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';

const tables = ['companies', 'reviews', 'imports', 'sessions', 'runs', 'llm_calls', 'llm_call_texts'];

/** In how many places of the database a word stands: columns, and what is inside those of JSON. */
export async function countPlaces(em: Em, word: string): Promise<number> {
  let places = 0;
  for (const table of tables) {
    const { rows } = await sql<{ count: number | string }>`
      select count(*) as count from ${sql.table(table)} as one, regexp_matches(one::text, ${word}, 'g')`.execute(
      em.getKysely(),
    );
    places += Number(rows[0]?.count ?? 0);
  }
  return places;
}
