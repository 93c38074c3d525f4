import { expect, test } from 'vitest';
import { analysisSchema, themesOf } from './analysis.ts';

test('numbers that were not given out are dropped, and themes that nothing carries with them', () => {
  const themes = themesOf(
    analysisSchema.parse({
      themes: [
        { label: 'Slow', terms: 'slow or  "takes\nforever"', reviews: [3, 3, 99, -1] },
        { label: 'Dear', reviews: [2, 1] },
        { label: 'slow', reviews: [1] },
        { label: 'Invented', reviews: [40] },
        { label: '  ', reviews: [1] },
      ],
    }),
    3,
  );
  expect(themes).toEqual([
    { label: 'Slow', terms: 'slow or "takes forever"', reviews: [3] },
    { label: 'Dear', terms: 'Dear', reviews: [1, 2] },
  ]);
});
