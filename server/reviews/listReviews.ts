import { sql } from 'kysely';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '#server/db/cursor.ts';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { Review } from '#shared/review.ts';
import { filterReviews } from './filterReviews.ts';
import type { ReviewFilter } from './reviewHit.ts';
import { reviewColumns, reviewOf, type SelectedReview } from './selectedReview.ts';

const MAX_PAGE = 200;
/** Moment, as the database writes it, and id of the last review that was seen. */
const place = z.tuple([
  z.string().regex(/^(?:-infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[\d.+:-]{0,20})$/),
  z.string(),
]);

interface Page {
  limit: number;
  /** The `nextCursor` of the page before. */
  cursor?: string | undefined;
}

/**
 * A company's reviews, newest first, undated last, page by page. `nextCursor` is null on the last page.
 * @throws AppError `company-not-found`, `filter-invalid`, `bad-cursor`
 */
export async function listReviews(
  em: Em,
  companyId: string,
  { limit, cursor, ...filter }: Page & ReviewFilter,
): Promise<{ reviews: Review[]; nextCursor: string | null }> {
  const size = Math.max(1, Math.min(limit, MAX_PAGE));
  const after = cursor === undefined ? null : decodeCursor(cursor, place);
  return inCompany(em, companyId, async ({ em, companyId }) => {
    // microseconds count: a page must not begin inside the millisecond that the last one ended in
    const { rows } = await sql<SelectedReview & { moment: string }>`
      select ${reviewColumns}, coalesce(reviewed_at, '-infinity')::text as moment
      from reviews
      where ${filterReviews(companyId, filter)}
        and ${
          after
            ? sql`(coalesce(reviewed_at, '-infinity') < ${after[0]}::timestamptz
                or (coalesce(reviewed_at, '-infinity') = ${after[0]}::timestamptz and id > ${after[1]}))`
            : sql`true`
        }
      order by coalesce(reviews.reviewed_at, '-infinity') desc, id
      limit ${size + 1}`.execute(em.getKysely());
    const last = rows.length > size ? rows[size - 1] : undefined;
    return {
      reviews: rows.slice(0, size).map(reviewOf),
      nextCursor: last ? encodeCursor([last.moment, last.id]) : null,
    };
  });
}
