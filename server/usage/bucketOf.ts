import { type RawBuilder, sql } from 'kysely';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { type CallDimension, narrowedBy } from './callDimensions.ts';

/** Sums are kept for each value of these. Sessions are too many. */
export const keptDimensions = ['model', 'user', 'role', 'callType', 'status'] as const;

/** And for every two of those that are looked at together: what a chart tells apart, and what a filter narrows. */
export const keptPairs = [
  ['model', 'user'],
  ['model', 'role'],
  ['user', 'role'],
  ['callType', 'status'],
  ...(['model', 'user', 'role'] as const).flatMap(
    (shown) =>
      [
        [shown, 'callType'],
        [shown, 'status'],
      ] as const,
  ),
] as const;

export const pairName = (one: CallDimension, other: CallDimension) => `${one} ${other}`;

interface Bucket {
  dimension: string;
  /** The value that its buckets must have, and the other of a pair; null for any. */
  value: string | null;
  other: string | null;
  /** Of what each is. */
  name: 'value' | 'other' | null;
  /** The finest level that is kept: a quarter of an hour, or half an hour. */
  finest: 0 | 1;
}

const isKept = (dimension: CallDimension) => keptDimensions.some((kept) => kept === dimension);

/** Which kept sums tell a dimension apart among the calls that a filter lets pass; null where none do. */
export function bucketOf(filter: UsageFilter, by: CallDimension | null): Bucket | null {
  const [first, ...more] = narrowedBy(filter);
  if (more.length > 0 || ![first?.dimension, by].every((one) => one == null || isKept(one))) return null;
  if (first === undefined)
    return { dimension: by ?? 'all', value: null, other: null, name: by && 'value', finest: 0 };
  const { dimension, value } = first;
  if (by === null || by === dimension)
    return { dimension, value, other: null, name: by && 'value', finest: 0 };
  const pair = keptPairs.find((both) => both.every((one) => one === dimension || one === by));
  if (!pair) return null;
  return pair[0] === dimension
    ? { dimension: pairName(dimension, by), value, other: null, name: 'other', finest: 1 }
    : { dimension: pairName(by, dimension), value: null, other: value, name: 'value', finest: 1 };
}

/** Which of its buckets, as a condition; told apart by name, only those of some names, if any are given. */
export function bucketWhere(
  { dimension, value, other, name }: Bucket,
  names?: readonly string[],
): RawBuilder<boolean> {
  // names are no condition for the index, which would read all values once for each of them
  const conditions = [
    sql`dimension = ${dimension}`,
    ...(value === null ? [] : [sql`value = ${value}`]),
    ...(other === null ? [] : [sql`other = ${other}`]),
    ...(names === undefined || name === null
      ? []
      : [sql`${sql.ref(name)} || '' = any(${sql.val(names)}::text[])`]),
  ];
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}
