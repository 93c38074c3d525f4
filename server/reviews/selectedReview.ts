import { sql } from 'kysely';
import { isoMoment } from '#server/db/isoMoment.ts';
import type { Review } from '#shared/review.ts';

/** A whole row of `reviews` as the queries here select it. */
export interface SelectedReview {
  id: string;
  company_id: string;
  text: string;
  title: string | null;
  rating: number | null;
  product: string | null;
  source: string | null;
  author: string | null;
  language: string | null;
  reviewed_at: string | null;
}

/** The columns of a `SelectedReview`: all but the search index. */
export const reviewColumns = sql`id, company_id, text, title, rating, product, source, author, language,
  ${isoMoment('reviewed_at')} as reviewed_at`;

export function reviewOf({ company_id, reviewed_at, rating, ...row }: SelectedReview): Review {
  const { id, text, title, product, source, author, language } = row;
  return {
    id,
    companyId: company_id,
    text,
    title,
    rating: rating === null ? null : Number(rating),
    product,
    source,
    author,
    language,
    reviewedAt: reviewed_at,
  };
}
