import type { Figure } from '#shared/figure.ts';
import type { ClaimBasis } from './claimFilter.ts';

const texts = [
  'Takes forever to load on my Pixel. Please fix.',
  'Crashes on launch! It got 50% slower with the update.',
  'Search never finds my notes. I pay for the Team plan and still have to scroll.',
];

const count = (n: number, of: number, base: number, label: string): Figure => ({
  n,
  kind: 'count',
  text: `${of} of ${base} ${base === 147 ? 'negative reviews' : 'reviews'}`,
  label,
  count: of,
  base,
  average: 1.4,
  filter: base === 147 ? { maxRating: 2, terms: 'x' } : { maxRating: 2 },
});

/** Three reviews and five figures, for tests of what an answer may say. */
export const claimBasis: ClaimBasis = {
  question: 'What are the top 5 product gaps from negative reviews?',
  sources: Array.from({ length: 15 }, (_, index) => ({
    n: index + 1,
    reviewId: `r${index + 1}`,
    text: texts[index] ?? `Nothing to add, number ${index}.`,
    rating: 1,
    product: 'Mobile app',
    source: null,
    reviewedAt: null,
  })),
  figures: [
    count(1, 147, 300, 'negative'),
    count(2, 41, 147, 'Slow mobile app'),
    count(3, 30, 147, 'Crashes on older devices'),
    count(4, 24, 147, 'Few integrations'),
    {
      n: 5,
      kind: 'average',
      text: '3.1 of 5',
      label: 'average rating of 300 reviews',
      count: 300,
      base: 300,
      average: 3.12,
      filter: {},
    },
  ],
};
