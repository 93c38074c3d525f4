import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageCheck } from '#shared/usageReport.ts';
import { checkDay, keptDays } from './checkDay.ts';
import { remakeDay } from './remakeDay.ts';

/** Holds all kept sums against the ledger, a day at a time, makes anew what differs, and writes down what it found. */
export async function checkSums(fork: () => Em, signal: AbortSignal): Promise<NonNullable<UsageCheck>> {
  const startedMs = performance.now();
  let differences = 0;
  for (const day of await keptDays(fork())) {
    signal.throwIfAborted();
    const found = await checkDay(fork(), day);
    if (found > 0) await remakeDay(fork(), day);
    differences += found;
  }
  const tookMs = performance.now() - startedMs;
  await sql`insert into usage_checks (differences, took_ms) values (${differences}, ${tookMs})`.execute(
    fork().getKysely(),
  );
  const written = await lastCheck(fork());
  if (written === null) throw new Error('a check that was written down is there');
  return written;
}

/** What the last comparison of the kept sums with the ledger found; null before the first. */
export async function lastCheck(em: Em): Promise<UsageCheck> {
  const { rows } = await sql<{ at: number | string; differences: number; took_ms: number }>`
    select (extract(epoch from checked_at) * 1000)::bigint as at, differences, took_ms
    from usage_checks order by checked_at desc limit 1`.execute(em.getKysely());
  const [last] = rows;
  if (!last) return null;
  return {
    checkedAt: new Date(Number(last.at)).toISOString(),
    ok: last.differences === 0,
    differences: last.differences,
    tookMs: last.took_ms,
  };
}
