import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';

/** A moment of the ledger that many statements can come back to. */
export interface LedgerSnapshot {
  /** ISO 8601: when it was taken. */
  takenAt: string;
  /** Rows up to this id may be part of it. */
  lastId: number;
  /** How many of the rows that were asked for were open, and so are not part of it. */
  openRows: number;
  /** Whether a row had been settled by then, as a condition. */
  isSettled: RawBuilder<boolean>;
}

/**
 * Remembers which transactions had ended: a closed row never changes again, so the transaction that wrote its last
 * version is the one that settled it. No transaction stays open while a slow reader takes its time.
 */
export async function takeSnapshot(em: Em, where: RawBuilder<boolean>): Promise<LedgerSnapshot> {
  const { rows } = await sql<{
    snapshot: string;
    next: string;
    at: string;
    last: number | string;
    open: number | string;
  }>`
    select s.snapshot::text as snapshot, pg_snapshot_xmax(s.snapshot)::text as next,
      to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      (select coalesce(max(id), 0) from llm_calls) as last,
      (select count(*) from llm_calls where status = 'open' and ${where}) as open
    from (select pg_current_snapshot() as snapshot) as s`.execute(em.getKysely());
  const [taken] = rows;
  if (!taken) throw new Error('a snapshot is always there');
  const next = sql`${taken.next}::bigint`;
  // a row knows the lower half of its transaction's number: which of the two nearest it is, its distance tells
  const behind = sql`mod(mod(${next} - xmin::text::bigint, 4294967296) + 4294967296, 4294967296)`;
  const settledBy = sql`(${next} - ${behind} + case when ${behind} < 2147483648 then 0 else 4294967296 end)`;
  return {
    takenAt: taken.at,
    lastId: Number(taken.last),
    openRows: Number(taken.open),
    // what ended a day before needs no proof, and its number may be long gone
    isSettled: sql<boolean>`status <> 'open' and (ended_at < ${taken.at}::timestamptz - interval '1 day'
      or pg_visible_in_snapshot(greatest(${settledBy}, 3)::text::xid8, ${taken.snapshot}::pg_snapshot))`,
  };
}
