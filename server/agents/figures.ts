import type { CountQuery, ReviewCount } from '#server/reviews/countReviews.ts';
import type { Figure } from '#shared/figure.ts';
import { formatCount } from '#shared/money.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { lastDayOf, scopeNoun, termsInWords, toneOf } from './scopeNoun.ts';
import type { Counted } from './teamTools.ts';

/** A figure before it has its number. */
export type NewFigure = Omit<Figure, 'n'>;

interface Part {
  /** The reviews among which was counted. */
  base: ReviewFilter;
  /** What the counted ones meet besides. */
  only: ReviewFilter;
  label: string;
  /** The use of a tool that counted; none where the reviews that were read are counted. */
  toolId?: string;
}

/** How many of a base: `41 of 140 negative reviews`. */
export function countFigure({ count, base, average }: ReviewCount, part: Part): NewFigure {
  return {
    kind: 'count',
    text: `${formatCount(count)} of ${formatCount(base)} ${scopeNoun(part.base, base)}`,
    label: part.label,
    count,
    base,
    average,
    filter: { ...part.base, ...part.only },
    ...(part.toolId === undefined ? {} : { toolId: part.toolId }),
  };
}

/** The mean rating of a filter's reviews: `2.6 of 5`; null where no review has a rating. */
function averageFigure(count: number, average: number | null, filter: ReviewFilter): NewFigure | null {
  if (average === null) return null;
  const label = `average rating of ${formatCount(count)} ${scopeNoun(filter, count)}`;
  return { kind: 'average', text: `${average.toFixed(1)} of 5`, label, count, base: count, average, filter };
}

/** A group's own filter: its product, its star or its month, inside the days that the question names. */
function groupFilter(key: string, groupBy: CountQuery['groupBy'], filters: ReviewFilter): ReviewFilter {
  switch (groupBy) {
    case 'product':
      return { products: [key] };
    case 'rating':
      // half stars round up, as they are counted
      return { minRating: Math.max(1, Number(key) - 0.5), maxRating: Math.min(5, Number(key) + 0.499) };
    case 'month': {
      const [first, last] = [`${key}-01`, lastDayOf(key)];
      const { since = first, until = last } = filters;
      return { since: since > first ? since : first, until: until < last ? until : last };
    }
    default:
      return { terms: key };
  }
}

/** Everything that one count says, as figures: the whole, then each group's share and average. */
export function figuresOf(counted: Counted): NewFigure[] {
  return allFigures(counted).map((figure) => ({ ...figure, toolId: counted.toolId }));
}

function allFigures({ query, counts }: Counted): NewFigure[] {
  const { filters, only = {}, terms, groupBy } = query;
  const counted: ReviewFilter = {
    ...only,
    ...(terms === undefined ? {} : { terms: terms.join(' or ') }),
  };
  const label =
    terms === undefined ? (toneOf(only) ?? 'all') : `mention ${terms.map(termsInWords).join(' or ')}`;
  const groups = counts.groups.flatMap((group) => {
    const own = groupFilter(group.key, groupBy, filters);
    if (groupBy === 'theme') {
      return [
        countFigure(group, {
          base: filters,
          only: { ...only, ...own },
          label: `mention ${termsInWords(group.key)}`,
        }),
      ];
    }
    if (groupBy === 'rating') {
      const stars = group.key === '1' ? '1 star' : `${group.key} stars`;
      return [countFigure(group, { base: filters, only: { ...counted, ...own }, label: stars })];
    }
    const base = { ...filters, ...own };
    const average = averageFigure(group.base, group.baseAverage, base);
    return [...(average ? [average] : []), countFigure(group, { base, only: counted, label })];
  });
  if (groupBy === 'theme' || groupBy === 'rating') return groups;
  const average = averageFigure(counts.base, counts.baseAverage, filters);
  return [
    countFigure(counts, { base: filters, only: counted, label }),
    ...(average ? [average] : []),
    ...groups,
  ];
}

/** Figures numbered from 1; one that says the same as an earlier one is left out. */
export function numbered(figures: readonly NewFigure[]): Figure[] {
  const byMeaning = new Map(figures.map((figure) => [JSON.stringify([figure.text, figure.label]), figure]));
  return [...byMeaning.values()].map((figure, index) => ({ n: index + 1, ...figure }));
}
