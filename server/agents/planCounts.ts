import type { CountQuery } from '#server/reviews/countReviews.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import type { Plan } from './plan.ts';

/** The two groups of a comparison of praise with blame; null where something else is asked for. */
export function ratingSides({ output, groupBy, filters }: Plan): ReviewFilter[] | null {
  const { minRating: _min, maxRating: _max, ...whole } = filters;
  if (output !== 'comparison' || groupBy !== 'rating') return null;
  return [
    { ...whole, maxRating: 2 },
    { ...whole, minRating: 4 },
  ];
}

/** What the database counts for a plan before anybody reads: the whole and its share, then what the question groups by. */
export function planCounts(plan: Plan): CountQuery[] {
  const { output, filters, terms, groupBy } = plan;
  const { minRating, maxRating, ...whole } = filters;
  const isRated = minRating !== undefined || maxRating !== undefined;
  // a question without a rating still asks how the reviews are, so the negative ones are its share
  const only = isRated
    ? { ...(minRating === undefined ? {} : { minRating }), ...(maxRating === undefined ? {} : { maxRating }) }
    : { maxRating: 2 };
  const counts: CountQuery[] = [{ filters: whole, only }];
  const turnsOnNumbers = output === 'count' || output === 'trend' || output === 'comparison';
  if (!turnsOnNumbers) return counts;
  if (ratingSides(plan) !== null)
    return [
      { filters: whole, only: { maxRating: 2 } },
      { filters: whole, only: { minRating: 4 } },
    ];
  if (terms.length > 0) counts.push({ filters, terms, groupBy: 'theme' });
  // which of two matters is liked better
  if (output === 'comparison' && terms.length > 1)
    counts.push(...terms.map((term) => ({ filters: { ...whole, terms: term }, only })));
  const by = groupBy ?? { count: null, trend: 'month' as const, comparison: 'product' as const }[output];
  if (by === 'rating') counts.push({ filters, groupBy: by });
  else if (by !== null && terms.length > 0) counts.push({ filters, terms, groupBy: by });
  else if (by !== null) counts.push({ filters: whole, only, groupBy: by });
  else if (terms.length === 0 && !isRated) counts.push({ filters, groupBy: 'rating' });
  return counts;
}
