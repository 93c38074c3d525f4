import { expect, test } from 'vitest';
import { quotedIn } from './quotedIn.ts';

const review = 'It’s slow — takes\nforever to load. “Support” never answers, and it takes forever to load.';
const parts = (...quotes: string[]) => quotedIn(review, quotes).map((range) => review.slice(...range));

test('a quote is found whatever its marks, spaces and capitals', () => {
  expect(parts('"Takes forever to load"')).toEqual(['takes\nforever to load']);
  expect(parts("“It's slow, takes forever”")).toEqual(['It’s slow — takes\nforever']);
});

test('quotes that overlap are one, and those of another review or of two words are none', () => {
  expect(parts('takes forever to load', 'forever to load')).toEqual(['takes\nforever to load']);
  expect(parts('works like a charm', 'never answers', '')).toEqual([]);
});
