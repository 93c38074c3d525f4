import { expect, test } from 'vitest';
import { quoteFrom } from './quoteFrom.ts';

const speaksOf = (word: string) => (text: string) => (text.includes(word) ? 2 : 0);

test.each([
  [
    'Calendar endpoints changed in June. Nothing in the docs, no new version number. Our importer broke and nobody here could say why that had to be.',
    'docs',
    'Calendar endpoints changed in June. Nothing in the docs, no new version number.',
  ],
  [
    'But the search is of no use to anybody who has more than ten boards open at once. The search needs a filter by date, by person and by board.',
    'search',
    'The search needs a filter by date, by person and by board.',
  ],
  [
    'It crashes every time I open a photo from my own gallery, on two devices and on the tablet. Otherwise fine.',
    'crashes',
    'It crashes every time I open a photo from my own gallery, on two devices and on the tablet.',
  ],
])('a quote can be read without what stands around it: %#', (text, word, quote) => {
  expect(quoteFrom(text, speaksOf(word)).text).toContain(quote);
  expect(quoteFrom(text, speaksOf(word)).text).not.toMatch(/^(?:But|Nothing)\b/);
});
