import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '#server/db/openDatabase.ts';
import { repeatWork } from '#server/repeatWork.ts';
import { checkSums } from './checkSums.ts';
import { foldMarks } from './foldMarks.ts';
import { keepSplits } from './usageSplits.ts';

const FOLD_EVERY_MS = 2_000;
const CHECK_EVERY_HOURS = 24;
/** So many calls are folded at once: PGlite has one connection, for which everything else waits meanwhile. */
const AT_ONCE = { pglite: 100, postgres: 2_000 };
/** After so many the emptied places are given back, and the planner learns what there is. */
const TIDY_AFTER = 5_000;

/**
 * Keeps the sums over the ledger: folds settled calls every two seconds, holds the sums against the rows once a day.
 * Any number of processes may do so; one at a time writes.
 */
export function createUsageUpkeep({ database, log }: { database: Database; log: Logger }) {
  let folded = 0;

  async function fold(signal: AbortSignal): Promise<void> {
    for (;;) {
      if (signal.aborted) return;
      const count = await foldMarks(database.fork(), AT_ONCE[database.kind]);
      folded += count;
      if (count < AT_ONCE[database.kind]) break;
    }
    await keepSplits(database.fork());
    if (folded < TIDY_AFTER) return;
    folded = 0;
    await sql`vacuum (analyze, skip_locked) usage_marks, usage_buckets, usage_spreads, usage_groups, llm_call_search`.execute(
      database.fork().getKysely(),
    );
  }

  async function check(signal: AbortSignal): Promise<void> {
    const { rows } = await sql<{ due: boolean }>`select not exists (select from usage_checks
      where checked_at > now() - make_interval(hours => ${CHECK_EVERY_HOURS})) as due`.execute(
      database.fork().getKysely(),
    );
    if (!rows[0]?.due) return;
    const { differences, tookMs } = await checkSums(() => database.fork(), signal);
    if (differences > 0)
      log.error({ differences, tookMs }, 'kept sums differed from the ledger and were made anew');
  }

  return repeatWork({
    everyMs: FOLD_EVERY_MS,
    async work(signal) {
      await fold(signal);
      await check(signal);
    },
    onError: (error) => log.warn({ err: error }, 'the sums over the ledger are kept up later'),
  });
}
