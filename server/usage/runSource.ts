import { type RawBuilder, sql } from 'kysely';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { narrowedBy, usageWhere } from './callDimensions.ts';
import { callMeasures, measuresOfRow, sumsOfMeasures } from './callMeasures.ts';
import { momentAt, unfoldedCalls, within } from './usageSource.ts';
import type { StretchMs } from './usageStretch.ts';

/** Hardly a question takes longer from its first call to its last; those that do have an index of their own. */
const LONG = sql`interval '1 hour'`;
const ownColumns = { user: sql`user_id`, session: sql`session_id` } as const;

/**
 * The questions that the calls of a stretch were made for, as a relation: sums over those of their calls that pass
 * the filter and were made within it. Kept sums where a question lies within whole and all its calls are folded.
 */
export function runSource(filter: UsageFilter, stretch: StretchMs): RawBuilder<unknown> {
  const narrowed = narrowedBy(filter);
  const passes = sql`${usageWhere(filter)} and ${within(stretch)}`;
  const summed = (calls: RawBuilder<unknown>) => sql`
    select run_id collate "C" as run_id, min(session_id) collate "C" as session_id, min(user_id) collate "C" as user_id,
      min(created_at) as first_at, array_agg(distinct model order by model) as models, ${sumsOfMeasures}
    from (
      select run_id, session_id, user_id, created_at, model, ${measuresOfRow} from ${calls}
      where ${passes} and run_id is not null
    ) as measured group by 1`;
  const own = narrowed.flatMap(({ dimension, value }) =>
    dimension === 'user' || dimension === 'session' ? [sql`${ownColumns[dimension]} = ${value}`] : [],
  );
  if (own.length < narrowed.length) return sql`(${summed(sql`llm_calls`)}) as asked`;
  const mine = sql.join([sql`company_id = ${filter.companyId}`, ...own], sql` and `);
  const [since, until] = [momentAt(stretch.sinceMs), momentAt(stretch.untilMs)];
  return sql`(
    with torn as (
      select run_id from ${unfoldedCalls} where ${passes} and run_id is not null
      union select run_id from usage_runs where ${mine} and last_at >= ${since} and first_at < ${until}
        and last_at - first_at > ${LONG} and (first_at < ${since} or last_at >= ${until})
      union select run_id from usage_runs
        where ${mine} and first_at >= ${since} - ${LONG} and first_at < ${since} and last_at >= ${since}
      union select run_id from usage_runs
        where ${mine} and first_at >= ${until} - ${LONG} and first_at < ${until} and last_at >= ${until}
    )
    select run_id, session_id, user_id, first_at, models, ${sql.join(callMeasures.map((name) => sql`${sql.ref(name)}::numeric`))}
    from usage_runs where ${mine} and first_at >= ${since} and first_at < ${until}
      and run_id not in (select run_id from torn)
    -- the ledger's index of runs is in the database's own order, and serves no other
    union all ${summed(sql`(select run_id collate "default" as torn_id from torn) as torn
      cross join lateral (select * from llm_calls where run_id = torn_id offset 0) as llm_calls`)}
  ) as asked`;
}
