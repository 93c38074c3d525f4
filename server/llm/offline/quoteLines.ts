import { monthName } from './monthName.ts';
import type { PromptReview } from './promptParts.ts';
import { isAbout, type QuoteTopic, quoteFrom } from './quoteFrom.ts';

/** Two quotes that share more of their words are one. */
const sameShare = 0.6;

interface Wanted {
  topic: QuoteTopic;
  count: number;
  /** The words of each quote that stands in the answer already; those taken are added. */
  used: Set<string>[];
}

/**
 * Verbatim quotes with their citations, from different reviews: of those that speak of the topic, if any do, the most
 * telling first.
 */
export function quotesFrom(
  reviews: readonly PromptReview[],
  { topic, count, used }: Wanted,
): { review: PromptReview; said: string }[] {
  const taken: { review: PromptReview; said: string }[] = [];
  const about = reviews.filter((review) => isAbout(review, topic));
  const quotes = (about.length > 0 ? about : reviews)
    .map((review) => ({ review, quote: quoteFrom(review, topic) }))
    .toSorted((a, b) => (b.quote?.score ?? 0) - (a.quote?.score ?? 0));
  for (const { review, quote } of quotes) {
    if (taken.length === count) break;
    if (quote === null) continue;
    // the same words may come twice, hardly changed
    const words = new Set(quote.text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
    if (used.some((other) => other.intersection(words).size > sameShare * Math.min(other.size, words.size)))
      continue;
    used.push(words);
    taken.push({ review, said: `“${quote.text.replace(/[“”]/g, "'")}” [${review.n}]` });
  }
  return taken;
}

/** Who said it: `1 star, Mobile app, March 2026`. */
export function attribution({ rating, product, date }: PromptReview): string {
  const stars = rating === null ? null : `${rating} ${rating === 1 ? 'star' : 'stars'}`;
  const named = product !== null && /[ \p{Ll}]/u.test(product) && !product.includes('.') ? product : null;
  return [stars, named, date === null ? null : monthName(date.slice(0, 7))]
    .filter((part) => part !== null)
    .join(', ');
}
