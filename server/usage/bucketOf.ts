import { type RawBuilder, sql } from 'kysely';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { type CallDimension, narrowedBy } from './callDimensions.ts';

/** Sums are kept for each value of these. Sessions are too many. */
export const keptDimensions = ['model', 'user', 'role', 'callType', 'status', 'part'] as const;

const paired = [
  'model',
  'user',
  'role',
  'status',
  'part',
] as const satisfies (typeof keptDimensions)[number][];

/** And, by days, for every two of those that are looked at together. */
export const keptPairs = paired.flatMap((one, index) =>
  paired.slice(index + 1).map((other) => [one, other] as const),
);

export const pairName = (one: CallDimension, other: CallDimension) => `${one} ${other}`;

interface Bucket {
  dimension: string;
  /** Which of its buckets. */
  where: RawBuilder<boolean>;
  /** Of what each is. */
  name: RawBuilder<unknown>;
  /** The finest level that is kept. */
  finest: 0 | 2;
}

const isKept = (dimension: CallDimension) => keptDimensions.some((kept) => kept === dimension);
const nameIn = (column: 'value' | 'other') => sql`nullif(bucket.${sql.ref(column)}, '')`;

/** Which kept sums tell a dimension apart among the calls that a filter lets pass; null where none do. */
export function bucketOf(filter: UsageFilter, by: CallDimension | null): Bucket | null {
  const [first, ...more] = narrowedBy(filter);
  if (more.length > 0 || ![first?.dimension, by].every((one) => one == null || isKept(one))) return null;
  if (first === undefined)
    return by === null
      ? { dimension: 'all', where: sql`true`, name: sql`null::text`, finest: 0 }
      : { dimension: by, where: sql`true`, name: nameIn('value'), finest: 0 };
  const { dimension, value } = first;
  if (by === null || by === dimension) {
    const name = by === null ? sql`null::text` : nameIn('value');
    return { dimension, where: sql`bucket.value = ${value}`, name, finest: 0 };
  }
  const pair = keptPairs.find((both) => both.every((one) => one === dimension || one === by));
  if (!pair) return null;
  return pair[0] === dimension
    ? {
        dimension: pairName(dimension, by),
        where: sql`bucket.value = ${value}`,
        name: nameIn('other'),
        finest: 2,
      }
    : {
        dimension: pairName(by, dimension),
        where: sql`bucket.other = ${value}`,
        name: nameIn('value'),
        finest: 2,
      };
}
