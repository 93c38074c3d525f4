import { expect, test } from 'vitest';
import { themesOf } from './analysis.ts';

test('numbers that were not given out are dropped, and the count is that of the numbers left', () => {
  const themes = themesOf(
    {
      themes: [
        { label: 'Slow', reviews: [3, 3, 99, -1] },
        { label: 'Dear', reviews: [1, 2] },
        { label: 'Invented', reviews: [40] },
        { label: '  ', reviews: [1] },
      ],
    },
    3,
  );
  expect(themes).toEqual([
    { label: 'Dear', reviews: [1, 2], count: 2 },
    { label: 'Slow', reviews: [3], count: 1 },
  ]);
});
