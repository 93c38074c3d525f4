import { cutText } from '#server/db/cleanText.ts';
import type { ReviewField, ReviewMapping } from '#shared/reviewMapping.ts';
import { plainText } from './plainText.ts';
import { type DateOrder, readDate } from './readDate.ts';
import { readRating } from './readRating.ts';

/** Characters of a title, a product, an author: more is no such thing. */
const LABEL_POINTS = 300;
/** Of a language: no tag needs more (RFC 5646), and it shares an index entry of 2,704 bytes with the product. */
const LANGUAGE_POINTS = 35;
const ID_UNITS = 200;

/** A review out of a file. `id` is null when the file has none; `reviewedAt` is ISO 8601. */
export interface ImportedReview {
  id: string | null;
  text: string;
  title: string | null;
  rating: number | null;
  product: string | null;
  source: string | null;
  author: string | null;
  language: string | null;
  reviewedAt: string | null;
}

/** A review with notes on what could not be read of it, or why the row holds none. */
export type ReadReview = { review: ImportedReview; notes: string[] } | { reason: string };

/**
 * Reads one row. The text is required; a rating outside 1 to 5 spoils the row; an unreadable date is only noted.
 * `order` is that of the file's slashed dates.
 */
export function readReview(
  record: Record<string, string>,
  mapping: ReviewMapping,
  order: DateOrder = null,
): ReadReview {
  const cell = (field: ReviewField) => {
    const column = mapping[field];
    return column !== undefined && Object.hasOwn(record, column) ? (record[column] ?? '') : '';
  };
  const label = (field: ReviewField, points = LABEL_POINTS) =>
    cutText(plainText(cell(field)).replace(/\s+/g, ' '), points) || null;

  const text = plainText(cell('text'));
  if (text === '') return { reason: 'the text is empty' };
  const rating = readRating(cell('rating'));
  if (rating.kind === 'out-of-range') {
    return { reason: `the rating ${shown(cell('rating'))} is not between 1 and 5` };
  }
  const date = cell('reviewedAt');
  const reviewedAt = readDate(date, order);
  const unreadableDate = reviewedAt === null && date.trim() !== '';
  const id = plainText(cell('id'));
  return {
    review: {
      id: id !== '' && id.length <= ID_UNITS ? id : null,
      text,
      title: label('title'),
      rating: rating.kind === 'rating' ? rating.value : null,
      product: label('product'),
      source: label('source'),
      author: label('author'),
      language: label('language', LANGUAGE_POINTS),
      reviewedAt,
    },
    notes: unreadableDate ? [`the date ${shown(date)} could not be read and was left out`] : [],
  };
}

function shown(cell: string): string {
  return `"${cutText(cell.trim(), 40)}"`;
}
