import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { minuteOf, QUARTER_MS, type Splits } from './cover.ts';
import { addBuckets, holdSums } from './foldMarks.ts';
import { localDaysOf } from './keptSums.ts';

/** Asks for the days that begin at these moments to be kept, where they are not: the next time they are read from there. */
export async function wantSplits(em: Em, moments: readonly number[], kept: Splits): Promise<void> {
  const minutes = new Set(moments.filter((atMs) => atMs % QUARTER_MS === 0).map(minuteOf));
  const missing = [...minutes].filter((minute) => minute !== 0 && !kept.has(minute));
  if (missing.length === 0) return;
  await sql`insert into usage_splits (minute, kept) select minute, false from unnest(${sql.val(missing)}::smallint[]) as wanted (minute)
    on conflict do nothing`.execute(em.getKysely());
}

/** Sums up the days that begin where it was asked for. */
export async function keepSplits(em: Em): Promise<void> {
  const { rows: wanted } = await sql<{
    minute: number;
  }>`select minute from usage_splits where not kept`.execute(em.fork().getKysely());
  for (const { minute } of wanted)
    await em.fork().transactional(async (tx) => {
      await holdSums(tx);
      await sql`with asked as (update usage_splits set kept = true where minute = ${minute} and not kept returning minute)
        ${addBuckets(localDaysOf(sql`usage_buckets`, sql`asked`))}`.execute(tx.getKysely());
    });
}
