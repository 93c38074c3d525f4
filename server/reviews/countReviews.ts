import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { reviewFilter } from '#shared/reviewFilter.ts';
import { filterReviews, matchesTerms } from './filterReviews.ts';

const MAX_GROUPS = 50;

/** What is counted, among what: of the reviews of the app those that say "slow", by month. */
export const countQuery = z.object({
  /** The base: who is counted at all. */
  filters: reviewFilter,
  /** What the counted ones meet besides. */
  only: reviewFilter.optional(),
  /** Each in the grammar of a filter's `terms`: by theme each is a group, else a review counts that meets any. */
  terms: reviewFilter.shape.terms.unwrap().array().min(1).max(MAX_GROUPS).readonly().optional(),
  groupBy: z.enum(['theme', 'product', 'rating', 'month']).optional(),
});
export type CountQuery = z.infer<typeof countQuery>;

/** `count` of `base` reviews; `average` and `baseAverage` are their mean ratings, null where none has one. */
const reviewCount = z.object({
  count: z.number().int(),
  base: z.number().int(),
  average: z.number().nullable(),
  baseAverage: z.number().nullable(),
});
export type ReviewCount = z.infer<typeof reviewCount>;

/**
 * The whole and its groups; `key` is the term, the product's name, `1` to `5`, or `YYYY-MM`. `groupCount` of them
 * there are, those beyond the listed ones included.
 */
export const reviewCounts = reviewCount.extend({
  groups: reviewCount.extend({ key: z.string() }).array(),
  groupCount: z.number().int(),
});
export type ReviewCounts = z.infer<typeof reviewCounts>;

/** One line of the count: a group, or with the key '' the whole. */
interface CountRow {
  key: string;
  name: string;
  count: number | string;
  base: number | string;
  average: number | null;
  base_average: number | null;
  /** Lines that there are, the whole's included. */
  lines: number | string;
}

/**
 * Counts a company's reviews, all of them, in one statement. Groups: themes in the order given; products, told apart
 * without case, with most reviews first; all five ratings, rounded; the latest months, in UTC and without a gap. At
 * most 50. A theme and a rating have the whole's base, a product and a month their own. A review that has no product,
 * rating or date is in the whole and in no such group.
 * @throws AppError `company-not-found`, `filter-invalid`
 */
export async function countReviews(em: Em, companyId: string, query: CountQuery): Promise<ReviewCounts> {
  return inCompany(em, companyId, async ({ em, companyId }) => {
    const { rows } = await countStatement(companyId, query).execute(em.getKysely());
    const counted = new Map(rows.map((row) => [row.key, row]));
    const whole = countOf(counted.get(''));
    const group = (key: string, none: Partial<ReviewCount> = {}) => {
      const row = counted.get(key);
      return row ? { key: row.name, ...countOf(row) } : { key, ...whole, count: 0, average: null, ...none };
    };
    const keys = rows.flatMap(({ key }) => (key === '' ? [] : [key]));
    const grouped = (groups: ReviewCounts['groups'], groupCount = groups.length) => ({
      ...whole,
      groups,
      groupCount,
    });
    switch (query.groupBy) {
      case undefined:
        return grouped([]);
      case 'theme':
        return grouped((query.terms ?? []).map((_, index) => group(String(index))));
      case 'rating':
        return grouped(['1', '2', '3', '4', '5'].map((key) => group(key)));
      case 'product':
        return grouped(
          keys.map((key) => group(key)),
          Number(rows[0]?.lines ?? 1) - 1,
        );
      case 'month':
        return grouped(withoutGaps(keys).map((key) => group(key, { base: 0, baseAverage: null })));
      default:
        return query.groupBy satisfies never;
    }
  });
}

const groupKeys = {
  product: sql`lower(product)`,
  // half a star rounds up, which round() of a double does not
  rating: sql`floor(rating + 0.5)::integer::text`,
  month: sql`to_char(reviewed_at at time zone 'UTC', 'YYYY-MM')`,
};

function countStatement(companyId: string, query: CountQuery): RawBuilder<CountRow> {
  const { filters, only, terms, groupBy } = query;
  const inBase = filterReviews(companyId, filters);
  const isCounted = [inBase, ...(only ? [filterReviews(companyId, only)] : [])];
  const base = tally(inBase, groupBy);
  const counted = terms
    ? [
        tally(all([...isCounted, matchesTerms(terms)]), groupBy),
        // one scan of the index each, rather than a look at every review for each
        ...(groupBy === 'theme' ? terms : []).map(
          (term, index) => sql`select ${String(index)}::text, ${term}::text, count(*), avg(rating)
            from reviews where ${all([...isCounted, matchesTerms([term])])}`,
        ),
      ]
    : [only ? tally(all(isCounted), groupBy) : sql`select * from base`];
  const hasOwnBase = groupBy === 'product' || groupBy === 'month';
  return sql<CountRow>`
    with base as (${base}), counted as (${sql.join(counted, sql` union all `)})
    select groups.key, groups.name, coalesce(counted.count, 0) as count, counted.average,
      base.count as base, base.average as base_average, count(*) over () as lines
    from ${hasOwnBase ? sql`base` : sql`counted`} as groups
      left join counted on counted.key = groups.key
      join base on base.key = ${hasOwnBase ? sql`groups.key` : sql`''`}
    order by groups.key = '' desc, ${groupBy === 'month' ? sql`groups.key desc` : sql`base.count desc, groups.key`}
    limit ${1 + MAX_GROUPS}`;
}

/** Number and mean rating of the reviews that pass, under the key '', and by group where there are groups in a row. */
function tally(passes: RawBuilder<boolean>, groupBy: CountQuery['groupBy']): RawBuilder<unknown> {
  if (groupBy === undefined || groupBy === 'theme') {
    return sql`select '' as key, '' as name, count(*) as count, avg(rating) as average from reviews where ${passes}`;
  }
  return sql`select coalesce(key, '') as key, ${groupBy === 'product' ? sql`min(product collate "C")` : sql`key`} as name,
      count(*) as count, avg(rating) as average
    from (select ${groupKeys[groupBy]} collate "C" as key, product, rating from reviews where ${passes}) as passing
    group by grouping sets ((), (key)) having grouping(key) = 1 or key <> ''`;
}

const all = (conditions: readonly RawBuilder<boolean>[]) => sql<boolean>`${sql.join(conditions, sql` and `)}`;

function countOf(row: CountRow | undefined): ReviewCount {
  return {
    count: Number(row?.count ?? 0),
    base: Number(row?.base ?? 0),
    average: row?.average ?? null,
    baseAverage: row?.base_average ?? null,
  };
}

/** All months from the first to the last of these, at most 50, the last ones. */
function withoutGaps(months: readonly string[]): string[] {
  const [last, first] = [months[0], months.at(-1)];
  const filled: string[] = [];
  if (last === undefined || first === undefined) return filled;
  for (let month = last; month >= first && filled.length < MAX_GROUPS; month = monthBefore(month)) {
    filled.unshift(month);
  }
  return filled;
}

function monthBefore(month: string): string {
  const start = new Date(`${month}-01T00:00:00Z`);
  start.setUTCMonth(start.getUTCMonth() - 1);
  return start.toISOString().slice(0, 7);
}
