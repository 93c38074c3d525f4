import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { CallFacets } from '#shared/callFacets.ts';
import type { CallFilter } from '#shared/callFilter.ts';
import { bucketOf } from './bucketOf.ts';
import { type CallDimension, callDimensions } from './callDimensions.ts';
import { callsWhere } from './callsWhere.ts';
import { usageOfCalls } from './usageOfCalls.ts';
import { usageSource } from './usageSource.ts';

const LISTED = 50;

/** Each list of choices: the field of the filter that a choice would set, and what it tells calls apart by. */
const choices = {
  models: ['model', 'model'],
  roles: ['role', 'role'],
  statuses: ['status', 'status'],
  callTypes: ['callType', 'callType'],
  users: ['userId', 'user'],
} as const satisfies Record<string, [keyof CallFilter, CallDimension]>;
type List = keyof typeof choices;
const lists = Object.keys(choices) as List[];

/** What the calls that pass a filter could be narrowed to. */
export async function callFacets(em: Em, companyId: string, filter: CallFilter): Promise<CallFacets> {
  const counts = keptCounts(companyId, filter) ?? (await countedRows(em, companyId, filter));
  const { rows } = await sql<{
    list: List | 'rows';
    name: string;
    count: number | string | null;
  }>`${counts}`.execute(em.getKysely());
  const of = (wanted: List) =>
    rows
      .filter(({ list }) => list === wanted)
      .map(({ name, count }) => ({ name, count: Number(count) }))
      .toSorted((a, b) => b.count - a.count);
  return {
    rows: Number(rows.find(({ list }) => list === 'rows')?.count ?? 0),
    models: of('models'),
    roles: of('roles'),
    statuses: of('statuses'),
    callTypes: of('callTypes'),
    users: of('users'),
  };
}

const listOf = (list: List, from: RawBuilder<unknown>, count: RawBuilder<unknown>) => sql`(
  select ${list}::text as list, name, ${count} as count from ${from}
  where name is not null group by name having ${count} > 0 order by 3 desc, 2 limit ${LISTED})`;

/** From kept sums; null unless they know all lists. */
function keptCounts(companyId: string, filter: CallFilter): RawBuilder<unknown> | null {
  const usage = usageOfCalls(companyId, filter);
  if (!usage) return null;
  const others = (list: List) => ({ ...usage.filter, [choices[list][0]]: undefined });
  if (!bucketOf(usage.filter, null) || !lists.every((list) => bucketOf(others(list), choices[list][1])))
    return null;
  const count = sql`sum(llm_calls + rejected_calls)`;
  const known = lists.map((list) =>
    listOf(list, usageSource(others(list), usage.stretch, { by: choices[list][1] }), count),
  );
  return sql`select 'rows' as list, '' as name, ${count} as count from ${usageSource(usage.filter, usage.stretch, {})}
    union all ${sql.join(known, sql` union all `)}`;
}

/** From the ledger, which is read once: all lists are sums over that. */
async function countedRows(em: Em, companyId: string, filter: CallFilter): Promise<RawBuilder<unknown>> {
  const always = Object.fromEntries(lists.map((list) => [choices[list][0], undefined]));
  const where = await callsWhere(em, companyId, { ...filter, ...always });
  const passes = (except: List | null) => {
    const conditions = lists.flatMap((list) => {
      const chosen = filter[choices[list][0]];
      return list === except || chosen === undefined ? [] : [sql`${sql.ref(list)} = ${chosen}`];
    });
    return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
  };
  const columns = lists.map((list) => sql`${callDimensions[choices[list][1]]} as ${sql.ref(list)}`);
  const named = lists.map((list) =>
    listOf(
      list,
      sql`(select ${sql.ref(list)} as name, counted from combined where ${passes(list)}) as passed`,
      sql`sum(counted)`,
    ),
  );
  return sql`
    with combined as materialized (
      select ${sql.join(columns)}, count(*) as counted from llm_calls where ${where} group by 1, 2, 3, 4, 5
    )
    select 'rows' as list, '' as name, sum(counted) as count from combined where ${passes(null)}
    union all ${sql.join(named, sql` union all `)}`;
}
