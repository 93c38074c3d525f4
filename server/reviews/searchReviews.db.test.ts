import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Em } from '#server/db/openDatabase.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { countReviews } from './countReviews.ts';
import { getReview } from './getReview.ts';
import { importReviews } from './import/importReviews.ts';
import { listReviews } from './listReviews.ts';
import { loadSample } from './loadSample.ts';
import { reviewsOverview } from './reviewsOverview.ts';
import sampleTruth from './sampleTruth.json' with { type: 'json' };
import { searchReviews } from './searchReviews.ts';
import { spreadReviews } from './spreadReviews.ts';

const sample = 'comp-123';
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await loadSample(database.em);
});
afterAll(() => database[Symbol.asyncDispose]());

async function add(em: Em, companyId: string, ...reviews: Record<string, unknown>[]) {
  async function* file() {
    yield Buffer.from(reviews.map((review) => JSON.stringify(review)).join('\n'));
  }
  for await (const event of importReviews(em, companyId, file(), { filename: 'reviews.jsonl' })) void event;
}

describe('searching', () => {
  test('finds reviews with any of the words by their stems, the rarer and the more words first', async () => {
    await add(
      database.em,
      'phones',
      { id: 'both', text: 'The battery crashed my phone' },
      { id: 'rare', text: 'My battery is fine' },
      { id: 'common-new', text: 'It crashes', date: '2026-02-01' },
      { id: 'common-old', text: 'It is crashing', date: '2026-01-01' },
      { id: 'neither', text: 'Lovely colours' },
    );
    const hits = await searchReviews(database.em, 'phones', { query: 'crash BATTERIES', limit: 10 });
    expect(hits.map(({ reviewId }) => reviewId)).toEqual(['both', 'rare', 'common-new', 'common-old']);
    expect(hits[2]).toEqual({
      reviewId: 'common-new',
      text: 'It crashes',
      rating: null,
      product: null,
      source: null,
      reviewedAt: '2026-02-01T00:00:00.000Z',
    });
  });

  test('the filter holds, whatever the words', async () => {
    const filter = {
      minRating: 1,
      maxRating: 2,
      products: ['mobile APP'],
      since: '2026-05-05',
      until: '2026-05-20',
    };
    const hits = await searchReviews(database.em, sample, { ...filter, query: 'calendar sync', limit: 50 });
    expect(hits.length).toBeGreaterThan(3);
    for (const hit of hits) {
      expect(hit.rating).toBeLessThanOrEqual(2);
      expect(hit.product).toBe('Mobile app');
      expect(hit.reviewedAt?.slice(0, 10)).toSatisfy(
        (day: string) => day >= '2026-05-05' && day <= '2026-05-20',
      );
    }
    // both days are included
    const days = hits.map((hit) => hit.reviewedAt?.slice(0, 10));
    expect(days).toContain('2026-05-05');
    expect(days).toContain('2026-05-20');
  });

  test('finds what is known to be about the calendar', async () => {
    const hits = await searchReviews(database.em, sample, { query: 'calendar 4.2', limit: 12 });
    const about = new Set([
      ...sampleTruth['calendar-sync-broken-4.2'],
      ...sampleTruth['calendar-sync-mended-4.3'],
    ]);
    expect(hits.filter(({ reviewId }) => about.has(reviewId)).length).toBeGreaterThanOrEqual(10);
  });

  test('of reviews that say the same only the first is found', async () => {
    const again = ['Great app!!', 'great   app', 'GREAT, app.', 'Great apps', '👍', '👎'];
    await add(
      database.em,
      'again',
      ...again.map((text, at) => ({ id: `a${at}`, text, date: `2026-01-0${9 - at}` })),
    );
    const hits = await searchReviews(database.em, 'again', { query: 'great app', limit: 9 });
    expect(hits.map(({ text }) => text)).toEqual(['Great app!!', 'Great apps']);
    expect(await spreadReviews(database.em, 'again', {}, 9)).toHaveLength(4);
  });

  test('languages written without spaces are found by their words', async () => {
    const hits = await searchReviews(database.em, sample, { query: 'スマホ版は重いですか', limit: 5 });
    expect(hits.map(({ text }) => text)).toEqual([expect.stringContaining('スマホ版')]);
  });

  test('stop words alone find nothing; no words at all mean every review that passes', async () => {
    expect(await searchReviews(database.em, sample, { query: 'what are the', limit: 5 })).toEqual([]);
    expect(await searchReviews(database.em, sample, { query: '?! & | <-> :*', limit: 5 })).toEqual([]);
    expect(await searchReviews(database.em, sample, { query: ' ', maxRating: 1, limit: 5 })).toHaveLength(5);
  });

  test.for([`'; drop table reviews; --`, `" or 1=1`, 'a:* & !b', '\0\ud83d', '\\', 'x '.repeat(20_000)])(
    'the query %j is only words',
    async (query) => {
      await add(database.em, 'quotes', { id: '1', text: 'drop the table' });
      await searchReviews(database.em, 'quotes', { query, limit: 5 });
      expect(await countReviews(database.em, 'quotes', { filters: {} })).toMatchObject({ count: 1 });
    },
  );

  test('never a review of another company', async () => {
    await add(database.em, 'one', { id: '1', text: 'canary one', product: 'Bird', date: '2026-01-01' });
    await add(database.em, 'two', { id: '1', text: 'canary two', product: 'Cage', date: '2026-01-02' });
    const { em } = database;
    expect(await searchReviews(em, 'one', { query: 'canary two', limit: 9 })).toMatchObject([
      { text: 'canary one' },
    ]);
    expect(await spreadReviews(em, 'one', {}, 9)).toMatchObject([{ text: 'canary one' }]);
    expect(await countReviews(em, 'one', { filters: {} })).toMatchObject({ count: 1 });
    expect(await reviewsOverview(em, 'one')).toMatchObject({ reviews: 1, products: ['Bird'] });
    expect((await listReviews(em, 'one', { filter: {}, limit: 9 })).reviews).toMatchObject([
      { text: 'canary one' },
    ]);
    expect(await getReview(em, 'one', '1')).toMatchObject({ text: 'canary one', companyId: 'one' });
    await expect(getReview(em, 'one', '2')).rejects.toMatchObject({ code: 'review-not-found', status: 404 });
    await expect(searchReviews(em, 'three', { query: 'canary', limit: 9 })).rejects.toMatchObject({
      code: 'company-not-found',
    });
  });
});

describe('spreading', () => {
  test('shows every product and rating before it repeats one, and the same each time', async () => {
    const spread = await spreadReviews(database.em, sample, { maxRating: 2 }, 6);
    const kinds = new Set(spread.map(({ product, rating }) => `${product} ${rating}`));
    expect(kinds.size).toBe(6);
    expect(await spreadReviews(database.em, sample, { maxRating: 2 }, 6)).toEqual(spread);
  });

  test('goes over the months, also where everything else is equal', async () => {
    const reviews = Array.from({ length: 40 }, (_, index) => ({
      id: String(index),
      text: `review ${index}`,
      // most of them in one month
      date: index < 36 ? '2026-01-10' : `2026-0${index - 34}-10`,
    }));
    await add(database.em, 'months', ...reviews);
    const months = (await spreadReviews(database.em, 'months', {}, 5)).map((hit) =>
      hit.reviewedAt?.slice(0, 7),
    );
    expect(new Set(months).size).toBe(5);
  });
});

describe('counting and listing', () => {
  test('a filter by a day that does not exist is refused', async () => {
    for (const since of ['2026-02-31', 'yesterday', '2026-1-1', '']) {
      await expect(countReviews(database.em, sample, { filters: { since } })).rejects.toMatchObject({
        code: 'filter-invalid',
      });
    }
  });

  test('pages go through every review once, newest first, undated last', async () => {
    const dated = Array.from({ length: 150 }, (_, index) => ({
      id: String(index),
      text: 'a review',
      // several share a moment, and some a page's edge
      date: `2026-01-${String(1 + (index % 28)).padStart(2, '0')}`,
    }));
    await add(
      database.em,
      'pages',
      ...dated,
      { id: 'undated-1', text: 'one' },
      { id: 'undated-2', text: 'two' },
    );
    const seen: { id: string; reviewedAt: string | null }[] = [];
    let cursor: string | undefined;
    do {
      const page = await listReviews(database.em, 'pages', { filter: {}, limit: 31, cursor });
      seen.push(...page.reviews);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(152);
    expect(seen).toHaveLength(152);
    expect(seen.slice(-2).map(({ id }) => id)).toEqual(['undated-1', 'undated-2']);
    const dates = seen.flatMap(({ reviewedAt }) => (reviewedAt === null ? [] : [reviewedAt]));
    expect(dates).toEqual(dates.toSorted().toReversed());
  });

  test.for(['', 'x', '[]', '["now","a"]', '["2026-01-01 00:00:00+00"]'])(
    'the cursor of %j is refused',
    async (key) => {
      for (const cursor of [key, Buffer.from(key).toString('base64url')]) {
        await expect(
          listReviews(database.em, sample, { filter: {}, limit: 5, cursor }),
        ).rejects.toMatchObject({
          code: 'bad-cursor',
        });
      }
    },
  );

  test('a company without reviews is empty, not broken', async () => {
    const none: ReviewFilter = { products: ['No such thing'] };
    expect(await spreadReviews(database.em, sample, none, 5)).toEqual([]);
    expect(await countReviews(database.em, sample, { filters: none })).toMatchObject({
      count: 0,
      average: null,
    });
    expect(await listReviews(database.em, sample, { filter: none, limit: 5 })).toEqual({
      reviews: [],
      total: 0,
      nextCursor: null,
    });
  });
});
