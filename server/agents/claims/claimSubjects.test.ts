import { expect, test } from 'vitest';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { createClaimFilter } from './claimFilter.ts';
import { claimBasis } from './testBasis.ts';

const average = (n: number, value: number, filter: ReviewFilter) => ({
  n,
  kind: 'average' as const,
  text: `${value.toFixed(1)} of 5`,
  label: 'average rating of 14 reviews',
  count: 14,
  base: 14,
  average: value,
  filter,
});

function said(text: string, figures: ReturnType<typeof average>[]): string {
  const filter = createClaimFilter({ ...claimBasis, figures });
  return [...filter.push(text), ...filter.end()].map((part) => part.text).join('');
}

const products = ['Dead Trigger', 'Dead Trigger 2', 'com.dead.trigger', 'com.dead.trigger2', 'UNKILLED'].map(
  (name, at) => average(at + 1, 4.7 - at / 2, { products: [name] }),
);

test.each([
  '| Dead Trigger | 4.7 of 5 [F1] |',
  '**Dead Trigger 2** is rated 4.2 of 5 [F2] on average.',
  '| com.dead.trigger | 3.7 of 5 [F3] |',
  '| com.dead.trigger2 | 3.2 of 5 [F4] |',
  'Dead Trigger averages 4.7 of 5, Dead Trigger 2 only 4.2 of 5.',
])('a product is not taken for another whose name goes on: %s', (text) => {
  expect(said(text, products)).toBe(text.replace(/ \[F\d\]/g, ''));
});

test.each([
  ['| Dead Trigger | 4.2 of 5 [F2] |', '| Dead Trigger | 4.7 of 5 |'],
  ['| com.dead.trigger2 | 3.7 of 5 |', '| com.dead.trigger2 | 3.2 of 5 |'],
])('nor is the average of one said of the other: %s', (text, right) => {
  expect(said(text, products)).toBe(right);
});

const words = [average(1, 4.3, { terms: 'coffee' }), average(2, 3.9, { terms: 'tea' })];

test('what holds of the reviews with one word is not said of those with another', () => {
  const text = '**Coffee**: 4.3 of 5 on average\n**Tea**: 3.9 of 5 on average';
  expect(said(text, words)).toBe(text);
  expect(said('**Coffee**: 3.9 of 5 on average', words)).toBe('**Coffee**: 4.3 of 5 on average');
});

test('how many reviews a product needs to be ranked counts nothing', () => {
  const text = 'Compared are the 4 products with at least 5 reviews; the other 17 have fewer.';
  expect(said(text, products)).toBe(text);
  expect(said('UNKILLED has at least 5 reviews.', products)).not.toContain('5 reviews');
});
