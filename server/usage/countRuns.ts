import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { usageWhere } from './callDimensions.ts';
import { within } from './usageSource.ts';
import type { StretchMs } from './usageStretch.ts';

/** How many questions the calls of a stretch were made for, and in how many sessions. */
export async function countRuns(
  em: Em,
  filter: UsageFilter,
  stretch: StretchMs,
): Promise<{ runs: number; sessions: number }> {
  const { rows } = await sql<{ runs: number | string; sessions: number | string }>`
    select count(*) as runs, count(distinct session_id) as sessions from (
      select run_id, min(session_id) as session_id from llm_calls
      where ${usageWhere(filter)} and ${within(stretch)} and run_id is not null group by run_id
    ) as asked`.execute(em.getKysely());
  return { runs: Number(rows[0]?.runs), sessions: Number(rows[0]?.sessions) };
}
