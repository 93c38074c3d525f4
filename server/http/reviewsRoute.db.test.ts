import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '#server/testing/testApp.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ reviews: 60 });
});
afterAll(() => app[Symbol.asyncDispose]());

const get = async (query: string) => {
  const response = await fetch(`${app.url}/api/v1/reviews?${query}`);
  return { status: response.status, ...(await response.json()) };
};

test('lists what a filter lets pass, page by page, with the whole number on each', async () => {
  const filter =
    'product=mobile%20app&product=Desktop&max_rating=2&since=2026-01-01&until=2026-12-31&terms=load%20or%20crash';
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await get(`${filter}&limit=5${cursor}`);
    expect(page).toMatchObject({ status: 200, total: 12 });
    seen.push(...page.reviews.map((review: { id: string }) => review.id));
    cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
  } while (cursor !== '');
  expect(new Set(seen).size).toBe(12);
  expect(seen).toHaveLength(12);
});

test('reviews come under the names of the table, and can be asked for by their ids', async () => {
  const { reviews, total } = await get('company_id=comp-123&review_id=r3&review_id=r4&review_id=nobody');
  expect(total).toBe(2);
  expect(reviews[1]).toEqual({
    id: 'r3',
    company_id: 'comp-123',
    text: expect.stringContaining('integration'),
    title: null,
    rating: 3,
    product: 'Web app',
    source: null,
    author: null,
    language: null,
    reviewed_at: '2026-03-03T00:00:00.000Z',
  });
});

test.for([
  ['min_rating=many', 'min_rating'],
  ['min_rating=', 'min_rating'],
  ['max_rating=9', 'max_rating'],
  ['limit=0', 'limit'],
  ['limit=1.5', 'limit'],
  ['since=2026-1-1', 'since'],
  ['until=2026-02-30', '2026-02-30'],
  ['product=', 'product'],
  ['language=en&language=de', 'language'],
  ['rating=1', 'rating'],
  ['cursor=x', 'page link'],
] as const)('%s is refused in a sentence that names it', async ([query, named]) => {
  const { status, error } = await get(query);
  expect(status).toBe(400);
  expect(error.message).toContain(named);
});
