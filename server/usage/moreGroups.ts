import { type RawBuilder, sql } from 'kysely';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { bucketOf } from './bucketOf.ts';
import { usageWhere } from './callDimensions.ts';
import { coverSteps } from './cover.ts';
import { momentAt, restOfRows, within } from './usageSource.ts';
import type { UsageStretch } from './usageStretch.ts';

/**
 * How many runs and sessions have calls in a stretch beside those that kept sums count, as a query of one row. Kept
 * sums count a group where its first such call is; it was not counted in the stretch when that call lies before it,
 * or in none of the buckets. All groups are counted here where no sums are kept.
 */
export function moreGroups(filter: UsageFilter, stretch: UsageStretch): RawBuilder<unknown> {
  const passes = sql`${usageWhere(filter)} and ${within(stretch)}`;
  const bucket = bucketOf(filter, null);
  const covered = bucket && coverSteps(stretch, [], bucket.finest, stretch.splits);
  if (!covered)
    return sql`select count(distinct run_id) as runs, count(distinct session_id) as sessions from llm_calls where ${passes}`;
  const { inner } = covered;
  const { companyId } = filter;
  const name = `${bucket.dimension}=${bucket.value ?? ''}`;
  const isThere = (column: 'run_id' | 'session_id') =>
    sql`exists (select from llm_calls where ${sql.ref(column)} = torn.id collate "default" and ${passes})`;
  const ends = restOfRows(filter, stretch, inner, sql`run_id, session_id`);
  return sql`
    with torn as (
      select kind, id collate "C" as id from (${ends}) as loose
        cross join lateral (values ('run', run_id), ('session', session_id)) as member (kind, id) where id is not null
      union select kind, id from usage_groups where company_id = ${companyId}
        and tstzrange(first_at, last_at, '[]') && tstzrange(${momentAt(stretch.sinceMs)}, ${momentAt(inner.sinceMs)}, '[]')
        and first_at < ${momentAt(inner.sinceMs)}
    ), compared as (
      select kind, (case kind when 'run' then ${isThere('run_id')} else ${isThere('session_id')} end)::int
        - (select count(*) from usage_groups as kept cross join lateral unnest(names, firsts) as first (name, at)
          where kept.kind = torn.kind and kept.company_id = ${companyId} and kept.id = torn.id and first.name = ${name}
            and first.at >= ${momentAt(inner.sinceMs)} and first.at < ${momentAt(inner.untilMs)}) as more
      from torn
    )
    select coalesce(sum(more) filter (where kind = 'run'), 0) as runs,
      coalesce(sum(more) filter (where kind = 'session'), 0) as sessions from compared`;
}
