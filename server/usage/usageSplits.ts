import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { minuteOf, QUARTER_MS, type Splits } from './cover.ts';
import { holdSums } from './foldMarks.ts';
import { bucketMeasures } from './keptSums.ts';

/** Asks for the rest of each day from these moments on to be kept, where it is not: the next time it is read from there. */
export async function wantSplits(em: Em, moments: readonly number[], kept: Splits): Promise<void> {
  const minutes = new Set(moments.filter((atMs) => atMs % QUARTER_MS === 0).map(minuteOf));
  const missing = [...minutes].filter((minute) => minute !== 0 && !kept.has(minute));
  if (missing.length === 0) return;
  await sql`insert into usage_splits (minute, kept) select minute, false from unnest(${sql.val(missing)}::smallint[]) as wanted (minute)
    on conflict do nothing`.execute(em.getKysely());
}

/** Sums up the rest of every day for the splits that were asked for. */
export async function keepSplits(em: Em): Promise<void> {
  const { rows: wanted } = await sql<{
    minute: number;
  }>`select minute from usage_splits where not kept`.execute(em.fork().getKysely());
  for (const { minute } of wanted)
    await em.fork().transactional(async (tx) => {
      await holdSums(tx);
      const db = tx.getKysely();
      const { rows } =
        await sql`update usage_splits set kept = true where minute = ${minute} and not kept returning minute`.execute(
          db,
        );
      if (rows.length === 0) return;
      const split = sql`date_bin('1 day', start, '1970-01-01Z') + make_interval(mins => ${minute}::int)`;
      const names = sql.join(bucketMeasures.map((name) => sql.ref(name)));
      const sums = sql.join(bucketMeasures.map((name) => sql`sum(${sql.ref(name)})`));
      // pairs are kept by half hours, whatever else by quarters
      await sql`insert into usage_buckets (company_id, dimension, level, start, value, other, ${names})
        select company_id, dimension, 3, ${split}, value, other, ${sums} from usage_buckets
        where level = case when strpos(dimension, ' ') > 0 then 1 else 0 end and start >= ${split}
          and (strpos(dimension, ' ') = 0 or ${minute}::int % 30 = 0)
        group by 1, 2, 4, 5, 6`.execute(db);
    });
}
