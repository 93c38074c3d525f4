import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { type CallDimension, narrowedBy } from './callDimensions.ts';

/** Sums are kept for each value of these. Sessions are too many. */
export const keptDimensions = ['model', 'user', 'role', 'callType', 'status'] as const;

/** And for every two of them: what a chart tells apart, and what a filter narrows. */
export const keptPairs = keptDimensions.flatMap((one, index) =>
  keptDimensions.slice(index + 1).map((other) => [one, other] as const),
);

export const pairName = (one: CallDimension, other: CallDimension) => `${one} ${other}`;
/** The dimension under which the sums of a combination of all of them are kept, by its number. */
export const combinationName = (id: RawBuilder<unknown>) => sql<string>`'combination ' || ${id}`;

export interface Bucket {
  /** The combinations to read, as `combination`, to be joined before its buckets; nothing for a value or a pair. */
  among: RawBuilder<unknown>;
  where: RawBuilder<boolean>;
  /** Which value it is of, of what is told apart. */
  name: RawBuilder<unknown> | null;
  isCombination: boolean;
  /** The finest level that is kept: a quarter of an hour, or half an hour. */
  finest: 0 | 1;
}

const isKept = (dimension: CallDimension) => keptDimensions.some((kept) => kept === dimension);

/**
 * Which kept sums tell a dimension apart among the calls that a filter lets pass; null where none do. Where more than
 * `most` dimensions are in it, those of combinations.
 */
export function bucketOf(filter: UsageFilter, by: CallDimension | null, most = 2): Bucket | null {
  const narrowed = narrowedBy(filter);
  const told = new Set([...narrowed.map(({ dimension }) => dimension), ...(by === null ? [] : [by])]);
  if (![...told].every(isKept)) return null;
  const mine = sql`company_id = ${filter.companyId}`;
  if (told.size > most)
    return {
      among: sql`cross join (select * from usage_combinations where ${combinationWhere(filter)}) as combination`,
      where: sql`${mine} and dimension = ${combinationName(sql`combination.id`)}`,
      name: by && sql.ref(`combination.${by}`),
      isCombination: true,
      finest: 1,
    };
  const [one, other] =
    keptPairs.find((pair) => [...told].every((it) => pair.some((each) => each === it))) ?? [];
  const dimension = told.size === 2 && one && other ? pairName(one, other) : ([...told][0] ?? 'all');
  const columnOf = (it: CallDimension) => sql.ref(told.size === 2 && it === other ? 'other' : 'value');
  const conditions = narrowed.map((it) => sql`${columnOf(it.dimension)} = ${it.value}`);
  return {
    among: sql``,
    where: sql`${sql.join([mine, sql`dimension = ${dimension}`, ...conditions], sql` and `)}`,
    name: by && columnOf(by),
    isCombination: false,
    finest: told.size === 2 ? 1 : 0,
  };
}

/** The combinations of calls that a filter lets pass, whatever session they are of, as a condition on `usage_combinations`. */
export function combinationWhere(filter: UsageFilter): RawBuilder<boolean> {
  const conditions = narrowedBy(filter)
    .filter(({ dimension }) => isKept(dimension))
    .map(({ dimension, value }) => sql`usage_combinations.${sql.ref(dimension)} = ${value}`);
  return sql<boolean>`${sql.join([sql`usage_combinations.company_id = ${filter.companyId}`, ...conditions], sql` and `)}`;
}

/** Their numbers, so that the planner knows how many groups have one of them. */
export async function combinationsOf(em: Em, filter: UsageFilter): Promise<number[]> {
  const { rows } = await sql<{
    id: number;
  }>`select id from usage_combinations where ${combinationWhere(filter)}`.execute(em.getKysely());
  return rows.map(({ id }) => id);
}
