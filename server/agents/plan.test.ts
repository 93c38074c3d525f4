import { expect, test } from 'vitest';
import { boundedPlan, planSchema } from './plan.ts';

const raw = {
  intent: 'Gap Analysis',
  output: 'cited_summary',
  needs: ['RAG'],
  searches: ['slow'],
  filters: null,
  reply: null,
};
const bounded = (changes: Record<string, unknown>) =>
  boundedPlan(planSchema.parse({ ...raw, ...changes }), {
    products: ['Basic', 'Pro Max'],
    languages: ['en', 'de'],
  });

test('ten thousand searches become six, blanks and repeats not counted', () => {
  const searches = ['', ' slow ', 'slow', ...Array.from({ length: 10_000 }, (_, n) => `search ${n}`)];
  expect(bounded({ searches }).searches).toEqual([
    'slow',
    'search 0',
    'search 1',
    'search 2',
    'search 3',
    'search 4',
  ]);
});

test('a search is one well-formed line of at most 200 units', () => {
  const [search = ''] = bounded({ searches: [`a\n\0b${'\u{1F600}'.repeat(200)}`] }).searches;
  expect(search.startsWith('a b')).toBe(true);
  expect(search.length).toBeLessThanOrEqual(200);
  expect(search.isWellFormed()).toBe(true);
});

test('a filter keeps what can be meant: ratings 1 to 5, a known product, days that exist', () => {
  const filters = {
    minRating: 0,
    maxRating: 2,
    products: ['pro max', 'no such'],
    language: 'DE',
    since: '2024-02-30',
    until: '2024-03-01T10:00:00Z',
  };
  expect(bounded({ filters }).filters).toEqual({
    maxRating: 2,
    products: ['Pro Max'],
    language: 'de',
    until: '2024-03-01',
  });
  expect(
    bounded({ filters: { products: ['another company'], language: 'xx', minRating: 5, maxRating: 1 } })
      .filters,
  ).toEqual({});
});

test('a direct answer needs a reply; a reply needs a direct answer', () => {
  expect(bounded({ output: 'direct', reply: ' Hi! ' })).toMatchObject({ output: 'direct', reply: 'Hi!' });
  expect(bounded({ output: 'direct', reply: '  ' })).toMatchObject({ output: 'cited_summary', reply: null });
  expect(bounded({ reply: 'Hi!' })).toMatchObject({ output: 'cited_summary', reply: null });
});

test('keys that a plan has no name for are dropped', () => {
  expect(bounded({ companyId: 'comp-999', limit: 1e9 })).not.toHaveProperty('companyId');
});

test('what the person chose wins where the model speaks of the same, and what it leaves open stays the model’s', () => {
  const filters = {
    minRating: 4,
    products: ['Basic'],
    language: 'de',
    since: '2026-01-01',
    until: '2026-02-01',
  };
  const chosen = { maxRating: 2, products: ['Pro Max', 'Gone'], until: '2025-12-31' };
  const known = { products: ['Basic', 'Pro Max'], languages: ['en', 'de'], chosen };
  expect(boundedPlan(planSchema.parse({ ...raw, filters }), known).filters).toEqual({
    ...chosen,
    language: 'de',
  });
  expect(boundedPlan(planSchema.parse(raw), known).filters).toEqual(chosen);
});

test('where no review has a rating, what is told comes from all of them, and stars are still counted', () => {
  const known = { products: [], languages: [], averageRating: null };
  const filtersOf = (output: string, over: object = known) =>
    boundedPlan(planSchema.parse({ ...raw, output, filters: { maxRating: 2 } }), { ...known, ...over })
      .filters;
  expect(filtersOf('cited_summary')).toEqual({});
  expect(filtersOf('quotes')).toEqual({});
  expect(filtersOf('count')).toEqual({ maxRating: 2 });
  expect(filtersOf('cited_summary', { averageRating: 3.2 })).toEqual({ maxRating: 2 });
  expect(filtersOf('cited_summary', { chosen: { maxRating: 1 } })).toEqual({ maxRating: 1 });
});
