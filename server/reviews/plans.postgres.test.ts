import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, type Em, openDatabase } from '#server/db/openDatabase.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import { countReviews } from './countReviews.ts';
import { listReviews } from './listReviews.ts';
import { reviewsOverview } from './reviewsOverview.ts';
import { searchReviews } from './searchReviews.ts';
import { tidyReviews } from './tidyReviews.ts';

let server: TestDatabase;
let database: Database;
let em: Em;

beforeAll(async () => {
  server = await testDatabase();
  const databaseUrl = server.database.url ?? undefined;
  // the server counts scans per connection and tells them late: with one connection they can be asked for at once
  database = await openDatabase({ dataDir: '', databaseUrl, poolSize: 1, onWarning: () => undefined });
  em = database.fork();
  const db = em.getKysely();
  await sql`insert into companies (id, name) values ('big', 'Big'), ('other', 'Other')`.execute(db);
  // three of sixty words each, and one of 5,000, among words that the index leaves out
  await sql`
    insert into reviews (company_id, id, text, rating, product, language, reviewed_at)
    select case when n > 100000 then 'other' else 'big' end, n,
      repeat('it was so and then they had it there ', 5) || concat_ws(' ', 'word' || n % 60, 'word' || n / 60 % 60,
        'word' || n / 3600 % 60, 'rare' || n % 5000),
      1 + n % 5, 'Product ' || n % 7, 'en', '2026-01-01'::timestamptz - make_interval(hours => n)
    from generate_series(1, 140000) n`.execute(db);
  await tidyReviews(em);
}, 180_000);
afterAll(async () => {
  await database.close();
  await server[Symbol.asyncDispose]();
});

/** The indexes of `reviews` that some work scanned; `reviews` itself is among them when all of it was read. */
async function scannedBy(work: () => Promise<unknown>): Promise<string[]> {
  const before = await scans();
  await work();
  const after = await scans();
  return [...after].flatMap(([name, count]) => (count > (before.get(name) ?? 0) ? [name] : [])).toSorted();
}

async function scans(): Promise<Map<string, number>> {
  const db = em.getKysely();
  await sql`select pg_stat_force_next_flush()`.execute(db);
  const { rows } = await sql<{ name: string; count: string }>`
    select relname as name, seq_scan as count from pg_stat_user_tables where relname = 'reviews'
    union all select indexrelname, idx_scan from pg_stat_user_indexes where relname = 'reviews'`.execute(db);
  return new Map(rows.map(({ name, count }) => [name, Number(count)]));
}

test('a look at every text is noticed', async () => {
  const { base } = await countReviews(em, 'big', { filters: {} });
  const scanned = await scannedBy(() =>
    sql`select count(*) from reviews where text ilike '%word7%'`.execute(em.getKysely()),
  );
  expect({ base, scanned }).toEqual({ base: 100_000, scanned: ['reviews'] });
});

test('a search goes through the index of words, common or rare', async () => {
  for (const query of ['word7', 'word1 word2 word3 word4 word5', 'rare77 word3', 'rare77']) {
    const scanned = await scannedBy(async () => {
      expect((await searchReviews(em, 'big', { query, limit: 15 })).length).toBeGreaterThan(0);
    });
    expect(scanned).toEqual(['reviews_pkey', 'reviews_search']);
  }
});

test('a count by theme goes through the index of words, and its base through that of facets', async () => {
  const terms = ['word7', 'word8 or word9', '"word10 word11"', 'rare77 -word3'];
  const scanned = await scannedBy(async () => {
    const counts = await countReviews(em, 'big', { filters: { maxRating: 2 }, terms, groupBy: 'theme' });
    expect(counts).toMatchObject({ base: 40_000, groups: { length: 4 } });
  });
  expect(scanned).toEqual(['reviews_facets', 'reviews_search']);
});

test.for(['product', 'rating', 'month'] as const)('a count by %s reads its index alone', async (groupBy) => {
  const scanned = await scannedBy(() =>
    countReviews(em, 'big', { filters: { since: '2010-01-01' }, only: { maxRating: 2 }, groupBy }),
  );
  expect(scanned).toEqual(['reviews_facets']);
});

test('the overview and a page of the list read their indexes', async () => {
  expect(await scannedBy(() => reviewsOverview(em, 'big'))).not.toContain('reviews');
  const { nextCursor } = await listReviews(em, 'big', { filter: {}, limit: 50 });
  for (const cursor of [null, nextCursor]) {
    const scanned = await scannedBy(() => listReviews(em, 'big', { filter: {}, limit: 50, cursor }));
    expect(scanned).toEqual(['reviews_facets', 'reviews_newest']);
  }
});
