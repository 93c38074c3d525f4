import { type RawBuilder, sql } from 'kysely';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { bucketOf, combinationWhere } from './bucketOf.ts';
import { usageWhere } from './callDimensions.ts';
import { coverSteps } from './cover.ts';
import { momentAt, restOfRows, within } from './usageSource.ts';
import type { UsageStretch } from './usageStretch.ts';

/**
 * How many runs and sessions have calls in a stretch beside those that kept sums count, as a query of one row. Kept
 * sums count a group where its first such call is; it was not counted in the stretch when that call lies before it,
 * or in none of the buckets. Combinations of three dimensions and more count no groups: all groups that lie within the
 * buckets are counted here. And all groups at all, where no sums are kept.
 */
export function moreGroups(filter: UsageFilter, stretch: UsageStretch): RawBuilder<unknown> {
  const passes = sql`${usageWhere(filter)} and ${within(stretch)}`;
  const bucket = bucketOf(filter, null);
  const covered = bucket && coverSteps(stretch, [], bucket.finest, stretch.splits);
  if (!covered)
    return sql`select count(distinct run_id) as runs, count(distinct session_id) as sessions from llm_calls where ${passes}`;
  const { inner } = covered;
  const mine = sql`company_id = ${filter.companyId}`;
  const [since, until] = [momentAt(inner.sinceMs), momentAt(inner.untilMs)];
  const isThere = (column: 'run_id' | 'session_id') =>
    sql`exists (select from llm_calls where ${sql.ref(column)} = torn.id collate "default" and ${passes})`;
  const isCounted = bucket.isCombination
    ? sql`first_at >= ${since} and last_at < ${until}
        and combinations && array(select id from usage_combinations where ${combinationWhere(filter)})`
    : sql`(select min(first.at) from unnest(combinations, firsts) as first (combination, at)
        join usage_combinations on usage_combinations.id = first.combination
        where ${combinationWhere(filter)}) between ${since} and ${until} - interval '1 microsecond'`;
  const ends = restOfRows(filter, stretch, inner, sql`run_id, session_id`);
  const over = (
    fromMs: number,
    at: RawBuilder<unknown>,
  ) => sql`select kind, id from usage_groups where ${mine}
    and tstzrange(first_at, last_at, '[]') && tstzrange(${momentAt(fromMs)}, ${at}, '[]') and first_at < ${at}`;
  return sql`
    with torn as (
      select kind, id collate "C" as id from (${ends}) as loose
        cross join lateral (values ('run', run_id), ('session', session_id)) as member (kind, id) where id is not null
      union ${over(stretch.sinceMs, since)}
      ${bucket.isCombination ? sql`union ${over(inner.untilMs, until)}` : sql``}
    ), compared as (
      select kind, (case kind when 'run' then ${isThere('run_id')} else ${isThere('session_id')} end)::int
        - (select count(*) from usage_groups as kept where kept.kind = torn.kind and ${mine} and kept.id = torn.id and ${isCounted}) as more
      from torn
      ${bucket.isCombination ? sql`union all select kind, count(*) from usage_groups where ${mine} and ${isCounted} group by kind` : sql``}
    )
    select coalesce(sum(more) filter (where kind = 'run'), 0) as runs,
      coalesce(sum(more) filter (where kind = 'session'), 0) as sessions from compared`;
}
