import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '#server/db/cursor.ts';
import { isoMoment } from '#server/db/isoMoment.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { RunStatus } from '#shared/chatEvent.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageRuns } from '#shared/usageReport.ts';
import { combinationsOf } from './bucketOf.ts';
import { narrowedBy, usageWhere } from './callDimensions.ts';
import { callMeasures, figuresOf, type MeasuredRow } from './callMeasures.ts';
import { groupSumsOf, keptColumns } from './keptSums.ts';
import { momentAt, unfoldedCalls } from './usageSource.ts';
import { stretchIso, stretchOf } from './usageStretch.ts';

type Sort = 'cost' | 'tokens' | 'calls' | 'newest';
/** What each order is by, and how its place is told in a cursor: as a whole number. */
const counted = (column: RawBuilder<unknown>) => ({
  column,
  place: column,
  at: (place: number) => sql`${place}::bigint`,
});
const keys = {
  cost: counted(sql`cost_nano_usd`),
  tokens: counted(sql`total_tokens`),
  calls: counted(sql`llm_calls`),
  newest: {
    column: sql`first_at`,
    place: sql`(extract(epoch from first_at) * 1000000)::bigint`,
    at: (place: number) => sql`timestamptz 'epoch' + ${place}::bigint * interval '1 microsecond'`,
  },
} as const;

interface RunRow extends MeasuredRow {
  id: string;
  session_id: string | null;
  user_id: string;
  question: string | null;
  status: RunStatus | null;
  started: string;
  models: string[];
  place: number | string;
}

/** The questions that were begun in a stretch, dearest first, page by page. */
export async function usageRuns(
  em: Em,
  input: UsageFilter & { sort: Sort; limit: number; cursor?: string | null | undefined },
): Promise<UsageRuns> {
  const stretch = await stretchOf(em, input);
  const { column, place, at } = keys[input.sort];
  const after = input.cursor ? decodeCursor(input.cursor, z.tuple([z.number().int(), z.guid()])) : null;
  const isNarrowed = narrowedBy(input).length > 0;
  const combinations = isNarrowed ? await combinationsOf(em, input) : [];
  const wanted = [
    sql`kind = 'run' and company_id = ${input.companyId}`,
    sql`first_at >= ${momentAt(stretch.sinceMs)} and first_at < ${momentAt(stretch.untilMs)}`,
    ...(input.sessionId === undefined ? [] : [sql`session_id = ${input.sessionId}`]),
    ...(after ? [sql`(${column}, id) < (${at(after[0])}, ${after[1]}::text)`] : []),
  ];
  const columns = sql`id, session_id, user_id, first_at, combinations, models,
    ${sql.join(callMeasures.map((name) => sql.ref(name)))}, ${column} as key, ${place} as place`;
  const page = (from: RawBuilder<unknown>, passes: RawBuilder<unknown>) => sql`(select ${columns} from ${from}
    where ${sql.join(isNarrowed ? [...wanted, passes] : wanted, sql` and `)} order by ${column} desc, id desc limit ${input.limit + 1})`;
  const kept = sql`(select *, null::text[] as models from usage_groups where id not in (select id from torn)) as kept`;
  const { rows } = await sql<RunRow>`
    with torn as materialized (select distinct run_id collate "C" as id from ${unfoldedCalls} where run_id is not null),
      whole as materialized (select ${keptColumns}, ${usageWhere(input)} as passes from torn
        cross join lateral (select * from llm_calls where run_id = torn.id collate "default" offset 0) as llm_calls),
      settling as (select * from (${groupSumsOf(sql`whole`)}) as summed
        join (select run_id as id, null::int[] as combinations, array_agg(distinct model) as models, bool_or(passes) as passes
          from whole group by 1) as told using (id)),
      listed as (
        select * from (${page(kept, sql`combinations && ${sql.val(combinations)}::int[]`)}
          union all ${page(sql`settling`, sql`passes`)}) as both_lists
        order by key desc, id desc limit ${input.limit + 1}
      )
    select listed.*, coalesce(models, array(select distinct model from usage_combinations
        where usage_combinations.id = any(combinations) order by model)) as models, ${isoMoment('listed.first_at')} as started,
      nullif(coalesce(runs.question, made_up.question), '') as question, runs.status
    from listed left join runs on runs.id = listed.id left join lateral (
      select metadata->>'question' as question from llm_calls
      where run_id = listed.id collate "default" and metadata->>'sample' = 'true' limit 1
    ) as made_up on true order by listed.key desc, listed.id desc`.execute(em.getKysely());
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    ...stretchIso(stretch),
    items: shown.map((row) => ({
      ...figuresOf(row),
      runId: row.id,
      sessionId: row.session_id,
      userId: row.user_id,
      question: row.question,
      status: row.status,
      startedAt: row.started,
      models: row.models,
    })),
    nextCursor: rows.length > input.limit && last ? encodeCursor([Number(last.place), last.id]) : null,
  };
}
