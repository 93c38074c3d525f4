import { sql } from 'kysely';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '#server/db/cursor.ts';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { review } from '#shared/review.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { countReviews } from './countReviews.ts';
import { filterReviews } from './filterReviews.ts';
import { headlineOptions, marksIn } from './headlineMarks.ts';
import { searchExpression } from './searchExpression.ts';
import { reviewColumns, reviewOf, type SelectedReview } from './selectedReview.ts';

/** Moment, as the database writes it, and id of the last review that was seen. */
const place = z.tuple([
  z.string().regex(/^(?:-infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[\d.+:-]{0,20})$/),
  z.string(),
]);

/** Which page of a list, and how long it is. */
export const reviewPage = z.object({
  limit: z.number().int().min(1).max(200).default(50),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(2_000).nullish(),
});

/** Where the words looked for stand in a text: from, to, in UTF-16 units. */
const marks = z.tuple([z.number().int(), z.number().int()]).array();

/** What the list is sorted by, written as its index has it. */
const moment = sql`coalesce(reviews.reviewed_at, '-infinity'::timestamptz)`;

/** `total` counts all that pass the filter; `nextCursor` is null on the last page. */
export const reviewList = z.object({
  reviews: review.extend({ marks: marks.optional() }).array(),
  total: z.number().int(),
  nextCursor: z.string().nullable(),
});

interface ListedReviews extends z.infer<typeof reviewPage> {
  filter: ReviewFilter;
  /** Whether it is told where the filter's terms stand in each text. */
  withMarks?: boolean | undefined;
}

/**
 * A company's reviews, newest first, undated last, page by page.
 * @throws AppError `company-not-found`, `filter-invalid`, `bad-cursor`
 */
export async function listReviews(
  em: Em,
  companyId: string,
  { filter, limit, cursor, withMarks = false }: ListedReviews,
): Promise<z.infer<typeof reviewList>> {
  const after = cursor == null ? null : decodeCursor(cursor, place);
  const { base: total } = await countReviews(em, companyId, { filters: filter });
  return inCompany(em, companyId, async ({ em, companyId }) => {
    // microseconds count: a page must not begin inside the millisecond that the last one ended in
    const headline =
      withMarks && filter.terms !== undefined
        ? sql`ts_headline('english', text, ${searchExpression(filter.terms)}, ${headlineOptions})`
        : sql`null`;
    const { rows } = await sql<SelectedReview & { moment: string; headline: string | null }>`
      select ${reviewColumns}, ${moment}::text as moment, ${headline} as headline
      from reviews
      where ${filterReviews(companyId, filter)}
        and ${after ? sql`${moment} <= ${after[0]}::timestamptz and (${moment} < ${after[0]}::timestamptz or id > ${after[1]})` : sql`true`}
      order by ${moment} desc, id
      limit ${limit + 1}`.execute(em.getKysely());
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      reviews: rows
        .slice(0, limit)
        .map((row) => ({ ...reviewOf(row), ...(row.headline === null ? {} : { marks: marksIn(row) }) })),
      total,
      nextCursor: last ? encodeCursor([last.moment, last.id]) : null,
    };
  });
}
