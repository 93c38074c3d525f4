import type { NotablePhrases } from '#server/reviews/notablePhrases.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { dataLine } from './fence.ts';
import { scopeNoun } from './scopeNoun.ts';

/** What all reviews of a filter say more often than the others. */
export interface ScopePhrases extends NotablePhrases {
  filters: ReviewFilter;
}

/** Phrases of a prompt, a line each: `keeps crashing: 9 of 140 negative reviews, 1 of 160 others`. */
export function phraseLines({ filters, phrases, scopeReviews, otherReviews }: ScopePhrases): string {
  return phrases
    .map(({ phrase, inScope, others }) => {
      const elsewhere = otherReviews === 0 ? '' : `, ${others} of ${otherReviews} others`;
      return `${dataLine(phrase, 60).replaceAll(':', ' ')}: ${inScope} of ${scopeReviews} ${scopeNoun(filters)}${elsewhere}`;
    })
    .join('\n');
}
