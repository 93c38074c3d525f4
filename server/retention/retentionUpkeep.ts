import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '#server/db/openDatabase.ts';
import { retryConflicts } from '#server/db/retryConflicts.ts';
import { repeatWork } from '#server/repeatWork.ts';
import { removeTexts } from './removeTexts.ts';

const LOOK_EVERY_MS = 5_000;
/** So many runs at once: PGlite has one connection, for which everything else waits meanwhile. */
const AT_ONCE = { pglite: 2, postgres: 10 };

/**
 * Removes the texts of every company that are older than it keeps them, as far as they are due: a few runs at a time,
 * with a rest between that is as long as the work was. Whatever ends it, the next round goes on where it was.
 */
export async function removeOldTexts(
  database: Pick<Database, 'fork' | 'kind'>,
  signal: AbortSignal,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`select company_id as id from retention
    where texts_kept_days is not null and due_at <= now() order by due_at`.execute(
    database.fork().getKysely(),
  );
  let hasRemoved = false;
  for (const { id } of rows) {
    for (;;) {
      const startedMs = performance.now();
      if (signal.aborted) return;
      if ((await retryConflicts(() => removeTexts(database.fork(), id, AT_ONCE[database.kind]))) !== 'more')
        break;
      hasRemoved = true;
      await sleep(performance.now() - startedMs);
    }
  }
  // until then the texts still lie in the database's files
  if (hasRemoved)
    await sql`vacuum (skip_locked) llm_calls, llm_call_texts, llm_call_search, run_events, messages, runs, sessions`.execute(
      database.fork().getKysely(),
    );
}

/** Keeps texts no longer than companies said. Any number of processes may do so; one at a time removes. */
export function createRetentionUpkeep({ database, log }: { database: Database; log: Logger }) {
  return repeatWork({
    everyMs: LOOK_EVERY_MS,
    work: (signal) => removeOldTexts(database, signal),
    onError: (error) => log.warn({ err: error }, 'old texts are removed later'),
  });
}
