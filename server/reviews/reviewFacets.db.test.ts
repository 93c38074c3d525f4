import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertReviews } from '#server/testing/insertReviews.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { countReviews } from './countReviews.ts';
import { reviewFacets } from './reviewFacets.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const { em } = database;
  await insertReviews(em, 'other', 7);
  await sql`insert into companies (id, name) values ('acme', 'Acme'), ('empty', 'Empty')`.execute(
    em.getKysely(),
  );
  await sql`insert into reviews (company_id, id, text, rating, product, source, language, reviewed_at)
    select 'acme', n, case when n % 3 = 0 then 'slow app' else 'nice app' end,
      (array[1, 2.4, 2.5, 4.5, 5, null])[1 + n % 6], (array['Kite', 'KITE', 'Mug', null])[1 + n % 4],
      (array['Store', 'store', 'Mail'])[1 + n % 3], (array['en', 'de'])[1 + n % 2],
      case when n % 7 > 0 then '2026-01-15T12:00:00Z'::timestamptz + make_interval(months => n % 5) end
    from generate_series(1, 211) n`.execute(em.getKysely());
});
afterAll(() => database[Symbol.asyncDispose]());

const filters: [string, ReviewFilter][] = [
  ['nothing', {}],
  ['ratings', { minRating: 2, maxRating: 4.5 }],
  ['a product', { products: ['kite'] }],
  ['a source', { source: 'STORE' }],
  ['a language and days', { language: 'de', since: '2026-02-01', until: '2026-04-30' }],
  ['words and a product', { terms: 'slow', products: ['Mug', 'Kite'] }],
];

test.for(filters)('narrowed to %s, each choice has as many reviews as it would leave', async ([, filter]) => {
  const count = async (choice: ReviewFilter) =>
    (await countReviews(database.em, 'acme', { filters: { ...filter, ...choice } })).base;
  const facets = await reviewFacets(database.em, 'acme', filter);
  expect(facets.reviews).toBe(await count({}));
  expect(facets.products.length).toBeGreaterThan(0);
  for (const { name, count: said } of facets.products) expect(said).toBe(await count({ products: [name] }));
  for (const { name, count: said } of facets.sources) expect(said).toBe(await count({ source: name }));
  for (const { name, count: said } of facets.languages) expect(said).toBe(await count({ language: name }));
  for (const { name, count: said } of facets.months) {
    expect(said).toBe(await count({ since: `${name}-01`, until: `${name}-28` }));
  }
  const { groups } = await countReviews(database.em, 'acme', {
    filters: { ...filter, minRating: undefined, maxRating: undefined },
    groupBy: 'rating',
  });
  const rated = groups.filter((group) => group.count > 0).map((group) => [group.key, group.count]);
  expect(facets.ratings.map(({ name, count }) => [name, count])).toEqual(rated.toReversed());
});

test('says from when to when, how many are negative, and orders choices by how many there are', async () => {
  const facets = await reviewFacets(database.em, 'acme', { maxRating: 2.4 });
  expect(facets).toMatchObject({
    from: '2026-01-15',
    to: '2026-05-15',
    averageRating: expect.closeTo(1.7, 1),
  });
  expect(facets.negative).toBeGreaterThan(0);
  expect(facets.negative).toBeLessThan(facets.reviews);
  expect(facets.products.map(({ count }) => count)).toEqual(
    facets.products.map(({ count }) => count).toSorted((a, b) => b - a),
  );
  expect(facets.months.map(({ name }) => name)).toEqual([
    '2026-01',
    '2026-02',
    '2026-03',
    '2026-04',
    '2026-05',
  ]);
});

test('of a company without reviews nothing is listed; one that is not there, and a day that is none, are refused', async () => {
  expect(await reviewFacets(database.em, 'empty', {})).toEqual({
    reviews: 0,
    negative: 0,
    averageRating: null,
    from: null,
    to: null,
    products: [],
    languages: [],
    sources: [],
    ratings: [],
    months: [],
  });
  await expect(reviewFacets(database.em, 'nobody', {})).rejects.toMatchObject({ code: 'company-not-found' });
  await expect(reviewFacets(database.em, 'acme', { since: '2026-02-30' })).rejects.toMatchObject({
    code: 'filter-invalid',
  });
});
