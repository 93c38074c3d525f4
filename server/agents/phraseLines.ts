import type { NotablePhrases } from '#server/reviews/notablePhrases.ts';
import { dataLine } from './fence.ts';

/** Phrases of a prompt, a line each: `keeps crashing: 9 of 140 in scope, 1 of 160 others`. */
export function phraseLines({ phrases, scopeReviews, otherReviews }: NotablePhrases): string {
  return phrases
    .map(({ phrase, inScope, others }) => {
      const elsewhere = otherReviews === 0 ? '' : `, ${others} of ${otherReviews} others`;
      return `${dataLine(phrase, 60).replaceAll(':', ' ')}: ${inScope} of ${scopeReviews} in scope${elsewhere}`;
    })
    .join('\n');
}
