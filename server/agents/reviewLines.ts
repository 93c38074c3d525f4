import type { Source } from '#shared/chatEvent.ts';
import { dataLine } from './fence.ts';

const pointsPerReview = 600;
const pointsInAll = 9_000;

/** The numbered reviews of a prompt, a line each: `[n] (rating, product, date) text`; their sum is bounded. */
export function reviewLines(sources: readonly Source[]): string {
  const fair = Math.floor(pointsInAll / Math.max(1, sources.length));
  const points = Math.min(pointsPerReview, fair);
  return sources
    .map((source) => `[${source.n}] (${head(source)}) ${dataLine(source.text, points)}`)
    .join('\n');
}

function head({ rating, product, reviewedAt }: Source): string {
  return [
    rating === null ? 'no rating' : `rating ${rating} of 5`,
    product === null ? 'no product' : dataLine(product, 60).replace(/[(),]/g, ' '),
    reviewedAt === null ? 'no date' : dataLine(reviewedAt, 40).slice(0, 10),
  ].join(', ');
}
