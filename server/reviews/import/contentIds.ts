import { createHash } from 'node:crypto';
import type { ImportedReview } from './readReview.ts';

/**
 * Ids for reviews that came without one, made from their content, so that the same file read again finds its own.
 * With an author, equal rows are one review; without, two people may both have written "Good": the second equal
 * row of a file gets an id of its own.
 */
export function createContentIds(): (review: ImportedReview) => string {
  const seen = new Map<string, number>();
  return (review) => {
    const { text, title, rating, product, source, author, reviewedAt } = review;
    const content = digest(JSON.stringify([text, title, rating, product, source, author, reviewedAt]));
    if (author !== null) return content;
    const times = (seen.get(content) ?? 0) + 1;
    seen.set(content, times);
    return times === 1 ? content : digest(`${content} ${times}`);
  };
}

function digest(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}
