import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';

/**
 * What a server does by itself some time after many reviews came in, and PGlite never does: without it a search goes
 * through a list of unsorted words and the planner knows nothing of the table; at 20,000 reviews that is ten times
 * slower. Not inside a transaction. Whoever else is at it already does it for us.
 */
export async function tidyReviews(em: Em): Promise<void> {
  await sql`vacuum (analyze, skip_locked) reviews`.execute(em.getKysely());
}
