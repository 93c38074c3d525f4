import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { Review } from '#shared/review.ts';
import { filterReviews } from './filterReviews.ts';
import type { ReviewFilter } from './reviewHit.ts';
import { reviewColumns, reviewOf, type SelectedReview } from './selectedReview.ts';

const MAX_PAGE = 200;

interface Page {
  limit: number;
  /** The `nextCursor` of the page before. */
  cursor?: string | undefined;
}

/**
 * A company's reviews, newest first, undated last, page by page. `nextCursor` is null on the last page.
 * @throws AppError `company-not-found`, `filter-invalid`, `cursor-invalid`
 */
export async function listReviews(
  em: Em,
  companyId: string,
  { limit, cursor, ...filter }: Page & ReviewFilter,
): Promise<{ reviews: Review[]; nextCursor: string | null }> {
  const size = Math.max(1, Math.min(limit, MAX_PAGE));
  const after = cursor === undefined ? null : readCursor(cursor);
  return inCompany(em, companyId, async ({ em, companyId }) => {
    // microseconds count: a page must not begin inside the millisecond that the last one ended in
    const { rows } = await sql<SelectedReview & { moment: string }>`
      select ${reviewColumns}, coalesce(reviewed_at, '-infinity')::text as moment
      from reviews
      where ${filterReviews(companyId, filter)}
        and ${
          after
            ? sql`(coalesce(reviewed_at, '-infinity') < ${after.moment}::timestamptz
                or (coalesce(reviewed_at, '-infinity') = ${after.moment}::timestamptz and id > ${after.id}))`
            : sql`true`
        }
      order by coalesce(reviews.reviewed_at, '-infinity') desc, id
      limit ${size + 1}`.execute(em.getKysely());
    const last = rows.length > size ? rows[size - 1] : undefined;
    return {
      reviews: rows.slice(0, size).map(reviewOf),
      nextCursor: last ? JSON.stringify([last.moment, last.id]) : null,
    };
  });
}

function readCursor(cursor: string): { moment: string; id: string } {
  try {
    const [moment, id]: unknown[] = JSON.parse(cursor);
    const isMoment =
      typeof moment === 'string' && /^(?:-infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[\d.+:-]*)$/.test(moment);
    if (isMoment && typeof id === 'string') return { moment, id };
  } catch {
    // falls through to the one sentence for every unreadable cursor
  }
  throw new AppError('cursor-invalid', 'This page of reviews does not exist. Begin again at the first one.');
}
