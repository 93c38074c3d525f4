import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { runSource } from './runSource.ts';
import type { StretchMs } from './usageStretch.ts';

/** How many questions the calls of a stretch were made for, and in how many sessions. */
export async function countRuns(
  em: Em,
  filter: UsageFilter,
  stretch: StretchMs,
): Promise<{ runs: number; sessions: number }> {
  // grouped rather than distinct: that hashes, where count(distinct …) sorts
  const { rows } = await sql<{ runs: number | string; sessions: number | string }>`
    select coalesce(sum(runs), 0) as runs, count(session_id) as sessions from (
      select session_id, count(*) as runs from ${runSource(filter, stretch)} group by session_id
    ) as held`.execute(em.getKysely());
  return { runs: Number(rows[0]?.runs), sessions: Number(rows[0]?.sessions) };
}
