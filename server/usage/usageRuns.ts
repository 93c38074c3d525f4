import { sql } from 'kysely';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '#server/db/cursor.ts';
import { isoMoment } from '#server/db/isoMoment.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { RunStatus } from '#shared/chatEvent.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageRuns } from '#shared/usageReport.ts';
import { figuresOf, type MeasuredRow } from './callMeasures.ts';
import { runSource } from './runSource.ts';
import { stretchIso, stretchOf } from './usageStretch.ts';

type Sort = 'cost' | 'tokens' | 'calls' | 'newest';
const keys = {
  cost: sql`cost_nano_usd`,
  tokens: sql`total_tokens`,
  calls: sql`llm_calls`,
  newest: sql`floor(extract(epoch from first_at) * 1000000)`,
} as const;

interface RunRow extends MeasuredRow {
  run_id: string;
  session_id: string | null;
  user_id: string;
  question: string | null;
  status: RunStatus | null;
  started: string;
  models: string[];
  key: number | string;
}

/** The questions that the calls of a stretch were made for, dearest first, page by page. */
export async function usageRuns(
  em: Em,
  input: UsageFilter & { sort: Sort; limit: number; cursor?: string | null | undefined },
): Promise<UsageRuns> {
  const stretch = await stretchOf(em, input);
  const key = keys[input.sort];
  const after = input.cursor ? decodeCursor(input.cursor, z.tuple([z.number().int(), z.guid()])) : null;
  const next = after === null ? sql`true` : sql`(${key}, run_id) < (${after[0]}::numeric, ${after[1]})`;
  const { rows } = await sql<RunRow>`
    with listed as (
      select *, (${key})::bigint as key from ${runSource(input, stretch)} where ${next}
      order by ${key} desc, run_id desc limit ${input.limit + 1}
    )
    select listed.*, ${isoMoment('listed.first_at')} as started, coalesce(runs.question, made_up.question) as question, runs.status
    from listed left join runs on runs.id = listed.run_id left join lateral (
      select metadata->>'question' as question from llm_calls
      where run_id = listed.run_id collate "default" and metadata->>'sample' = 'true' limit 1
    ) as made_up on true order by key desc, run_id desc`.execute(em.getKysely());
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    ...stretchIso(stretch),
    items: shown.map((row) => ({
      ...figuresOf(row),
      runId: row.run_id,
      sessionId: row.session_id,
      userId: row.user_id,
      question: row.question,
      status: row.status,
      startedAt: row.started,
      models: row.models,
    })),
    nextCursor: rows.length > input.limit && last ? encodeCursor([Number(last.key), last.run_id]) : null,
  };
}
