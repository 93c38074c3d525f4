import { type RawBuilder, sql } from 'kysely';
import { inCompany } from '#server/db/inCompany.ts';
import { isoMoment } from '#server/db/isoMoment.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { ReviewFacets } from '#shared/reviewFacets.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { filterReviews } from './filterReviews.ts';

const LISTED_NAMES = 60;
const LISTED_MONTHS = 600;

/** One list of choices: reviews are counted by `value`, and values with the same `name`, but for case, are one choice. */
interface Choices {
  value: RawBuilder<unknown>;
  name: RawBuilder<string>;
  /** The fields of the filter that a choice would set. */
  sets: readonly (keyof ReviewFilter)[];
  limit: number;
}

const choices = {
  products: { value: sql`product`, name: sql`value`, sets: ['products'], limit: LISTED_NAMES },
  sources: { value: sql`source`, name: sql`value`, sets: ['source'], limit: LISTED_NAMES },
  languages: { value: sql`language`, name: sql`value`, sets: ['language'], limit: LISTED_NAMES },
  ratings: {
    value: sql`rating`,
    // half a star rounds up, which round() of a double does not
    name: sql`floor(value + 0.5)::integer::text`,
    sets: ['minRating', 'maxRating'],
    limit: 5,
  },
  months: {
    value: sql`date_trunc('month', reviewed_at at time zone 'UTC')`,
    name: sql`to_char(value, 'YYYY-MM')`,
    sets: ['since', 'until'],
    limit: LISTED_MONTHS,
  },
} satisfies Record<string, Choices>;

interface TotalsRow {
  reviews: number | string;
  negative: number | string;
  average: number | null;
  from: string | null;
  to: string | null;
}

/**
 * What the reviews that pass a filter could be narrowed to.
 * @throws AppError `company-not-found`, `filter-invalid`
 */
export async function reviewFacets(em: Em, companyId: string, filter: ReviewFilter): Promise<ReviewFacets> {
  return inCompany(em, companyId, async ({ em, companyId }) => {
    const db = em.getKysely();
    const list = async (order: RawBuilder<unknown>, { value, name, sets, limit }: Choices) => {
      const others = { ...filter, ...Object.fromEntries(sets.map((field) => [field, undefined])) };
      const { rows } = await sql<Record<'name' | 'count' | 'lowest' | 'highest', string>>`
        select min(${name} collate "C") as name, sum(counted) as count,
          min(value)::text as lowest, max(value)::text as highest
        from (
          select ${value} as value, count(*) as counted from reviews
          where ${filterReviews(companyId, others)} and ${value} is not null group by 1
        ) as by_value
        group by lower(${name}) order by ${order} limit ${limit}`.execute(db);
      return rows.map((row) => ({ ...row, count: Number(row.count) }));
    };
    const mostFirst = sql`count desc, name`;
    const lastFirst = sql`name desc`;
    const { rows } = await sql<TotalsRow>`
      select reviews, negative, average, ${isoMoment('oldest')} as "from", ${isoMoment('newest')} as "to"
      from (
        select count(*) as reviews, count(*) filter (where rating <= 2) as negative, avg(rating) as average,
          min(reviewed_at) as oldest, max(reviewed_at) as newest
        from reviews where ${filterReviews(companyId, filter)}
      ) as totals`.execute(db);
    const [totals] = rows;
    return {
      reviews: Number(totals?.reviews ?? 0),
      negative: Number(totals?.negative ?? 0),
      averageRating: totals?.average ?? null,
      from: totals?.from?.slice(0, 10) ?? null,
      to: totals?.to?.slice(0, 10) ?? null,
      products: await list(mostFirst, choices.products),
      languages: await list(mostFirst, choices.languages),
      sources: await list(mostFirst, choices.sources),
      ratings: (await list(lastFirst, choices.ratings)).map(({ lowest, highest, ...rating }) => ({
        ...rating,
        lowest: Number(lowest),
        highest: Number(highest),
      })),
      months: (await list(lastFirst, choices.months)).reverse(),
    };
  });
}
