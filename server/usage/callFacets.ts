import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { CallFacets } from '#shared/callFacets.ts';
import type { CallFilter } from '#shared/callFilter.ts';
import { callsWhere } from './callsWhere.ts';

const LISTED = 50;

/** Each list of choices: the field of the filter that a choice would set, and the column that it is compared with. */
const choices = {
  models: ['model', sql`model`],
  roles: ['role', sql`metadata->>'role'`],
  statuses: ['status', sql`status`],
  callTypes: ['callType', sql`call_type`],
  users: ['userId', sql`user_id`],
} as const satisfies Record<string, [keyof CallFilter, RawBuilder<unknown>]>;
type List = keyof typeof choices;
const lists = Object.keys(choices) as List[];

/** What the calls that pass a filter could be narrowed to: the ledger is read once, all lists are sums over that. */
export async function callFacets(em: Em, companyId: string, filter: CallFilter): Promise<CallFacets> {
  const always = Object.fromEntries(lists.map((list) => [choices[list][0], undefined]));
  const where = await callsWhere(em, companyId, { ...filter, ...always });
  const isChosen = (list: List) => {
    const chosen = filter[choices[list][0]];
    return chosen === undefined ? [] : [sql<boolean>`${sql.ref(list)} = ${chosen}`];
  };
  const passes = (except: List | null) => {
    const conditions = lists.flatMap((list) => (list === except ? [] : isChosen(list)));
    return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
  };
  const select = (list: List) => sql`(
    select ${list}::text as list, ${sql.ref(list)} as name, sum(counted) as count
    from combined where ${passes(list)} and ${sql.ref(list)} is not null
    group by 2 order by 3 desc, 2 limit ${LISTED})`;
  const columns = lists.map((list) => sql`${choices[list][1]} as ${sql.ref(list)}`);
  const { rows } = await sql<{ list: List | 'rows'; name: string; count: number | string | null }>`
    with combined as materialized (
      select ${sql.join(columns)}, count(*) as counted from llm_calls
      where ${where} group by 1, 2, 3, 4, 5
    )
    select 'rows' as list, '' as name, sum(counted) as count from combined where ${passes(null)}
    union all ${sql.join(lists.map(select), sql` union all `)}`.execute(em.getKysely());
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
