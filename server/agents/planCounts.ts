import type { CountQuery } from '#server/reviews/countReviews.ts';
import type { Plan } from './plan.ts';

/** What the database counts for a plan before anybody reads: the whole and its share, then what the question groups by. */
export function planCounts({ output, filters, terms, groupBy }: Plan): CountQuery[] {
  const { minRating, maxRating, ...whole } = filters;
  const isRated = minRating !== undefined || maxRating !== undefined;
  // a question without a rating still asks how the reviews are, so the negative ones are its share
  const only = isRated
    ? { ...(minRating === undefined ? {} : { minRating }), ...(maxRating === undefined ? {} : { maxRating }) }
    : { maxRating: 2 };
  const counts: CountQuery[] = [{ filters: whole, only }];
  const turnsOnNumbers = output === 'count' || output === 'trend' || output === 'comparison';
  if (!turnsOnNumbers) return counts;
  if (terms.length > 0) counts.push({ filters, terms, groupBy: 'theme' });
  const by = groupBy ?? { count: null, trend: 'month' as const, comparison: 'product' as const }[output];
  if (by === 'rating') counts.push({ filters, groupBy: by });
  else if (by !== null && terms.length > 0) counts.push({ filters, terms, groupBy: by });
  else if (by !== null) counts.push({ filters: whole, only, groupBy: by });
  else if (terms.length === 0 && !isRated) counts.push({ filters, groupBy: 'rating' });
  return counts;
}
