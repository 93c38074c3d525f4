import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { type CallFilter, isDay } from '#shared/callFilter.ts';
import { holdsWords } from './callWords.ts';

/** The rows of a company that pass a filter, as a condition. */
export async function callsWhere(
  em: Em,
  companyId: string,
  filter: CallFilter,
): Promise<RawBuilder<boolean>> {
  const { since, until } = filter;
  const equal = (column: RawBuilder<unknown>, value: string | undefined) =>
    value !== undefined && sql<boolean>`${column} = ${value}`;
  const conditions = [
    sql<boolean>`company_id = ${companyId}`,
    equal(sql`session_id`, filter.sessionId),
    equal(sql`run_id`, filter.runId),
    equal(sql`user_id`, filter.userId),
    equal(sql`model`, filter.model),
    equal(sql`metadata->>'role'`, filter.role),
    equal(sql`status`, filter.status),
    equal(sql`call_type`, filter.callType),
    since !== undefined && sql<boolean>`created_at >= ${momentOf(since)}`,
    until !== undefined &&
      sql<boolean>`created_at < ${momentOf(until)} + make_interval(days => ${sql.lit(isDay(until) ? 1 : 0)})`,
    filter.words !== undefined && (await holdsWords(em, filter.words)),
    filter.unpriced && sql<boolean>`cost_nano_usd is null and total_tokens is not null`,
    filter.estimated && sql<boolean>`usage_source = 'estimated'`,
    filter.failed && sql<boolean>`status in ('error', 'truncated', 'lost')`,
    filter.overhead && sql<boolean>`(attempt > 1 or metadata->>'role' = 'Query Planning')`,
  ];
  const given = conditions.filter((condition) => condition !== undefined && condition !== false);
  return sql<boolean>`${sql.join(given, sql` and `)}`;
}

const momentOf = (text: string) => sql`${isDay(text) ? `${text}T00:00:00Z` : text}::timestamptz`;
