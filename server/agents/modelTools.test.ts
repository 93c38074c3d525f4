import { expect, test } from 'vitest';
import { toolUsesOf } from './modelTools.ts';

const defaults = { filters: { maxRating: 2 }, limit: 15, products: ['Basic'], languages: ['en'] };
const searchesOf = (calls: Parameters<typeof toolUsesOf>[0], given: typeof defaults) =>
  toolUsesOf(calls, given).searches;
const call = (value: unknown, name = 'search_reviews') => ({
  id: '1',
  name,
  arguments: typeof value === 'string' ? value : JSON.stringify(value),
});

test('a search keeps the plan’s filter unless it states its own', () => {
  expect(
    searchesOf(
      [call({ query: 'slow' }), call({ query: 'fast', minRating: 4, maxRating: 5, limit: 1e9 })],
      defaults,
    ),
  ).toEqual([
    { query: 'slow', maxRating: 2, limit: 15 },
    { query: 'fast', minRating: 4, maxRating: 5, limit: 50 },
  ]);
});

test('unknown tools, broken arguments, blank queries and foreign keys lead nowhere', () => {
  const calls = [
    call({ query: 'x' }, 'delete_reviews'),
    call('{"query":'),
    call({ query: 7 }),
    call({ query: '  ' }),
    call('null'),
  ];
  expect(searchesOf(calls, defaults)).toEqual([]);
  expect(searchesOf([call({ query: 'x', companyId: 'other', company_id: 'other' })], defaults)).toEqual([
    { query: 'x', maxRating: 2, limit: 15 },
  ]);
});

test('ten thousand tool calls become six searches', () => {
  expect(
    searchesOf(
      Array.from({ length: 10_000 }, (_, n) => call({ query: `q${n}` })),
      defaults,
    ),
  ).toHaveLength(6);
});

test('a count keeps the plan’s filter and counts only what can be meant', () => {
  const counts = [
    call({ terms: ['slow or  lag', ' '], groupBy: 'month', products: ['basic', 'other'] }, 'count_reviews'),
    call({ groupBy: 'company' }, 'count_reviews'),
    call({}, 'count_reviews'),
  ];
  expect(toolUsesOf(counts, defaults).counts).toEqual([
    { filters: { maxRating: 2, products: ['Basic'] }, terms: ['slow or lag'], groupBy: 'month' },
    { filters: { maxRating: 2 } },
  ]);
});
