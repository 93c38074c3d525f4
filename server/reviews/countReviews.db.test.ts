import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import type { ReviewFilter } from '#shared/reviewFilter.ts';
import { type CountQuery, countReviews, type ReviewCount, reviewCounts } from './countReviews.ts';
import { listReviews } from './listReviews.ts';
import { loadSample } from './loadSample.ts';

interface Row {
  id: string;
  text: string;
  rating: number | null;
  product: string | null;
  language: string | null;
  source: string | null;
  reviewedAt: string | null;
}

const RUNS = 200;
const words = ['alpha', 'bravo', 'delta', 'foxtrot'];
const row = fc.record({
  text: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }).map((some) => some.join(' ')),
  rating: fc.option(fc.constantFrom(1, 1.5, 2, 2.4, 2.5, 3, 4, 4.5, 5)),
  product: fc.option(fc.constantFrom('Kite', 'Lamp', 'LAMP', 'Mug')),
  language: fc.option(fc.constantFrom('en', 'de')),
  source: fc.option(fc.constantFrom('Store', 'STORE', 'Mail')),
  reviewedAt: fc.option(
    fc.constantFrom(
      '2025-03-31T23:59:59.999Z',
      '2025-04-01T00:00:00.000Z',
      '2025-07-09T12:00:00.000Z',
      '2025-12-31T23:00:00.000Z',
      '2026-02-01T00:00:00.000Z',
    ),
  ),
});
const months = Array.from({ length: 12 }, (_, at) =>
  new Date(Date.UTC(2025, 2 + at)).toISOString().slice(0, 7),
);
const rows: Row[] = fc.sample(row, { numRuns: 400, seed: 7 }).map((some, at) => ({ ...some, id: `r${at}` }));

/** Terms with what they mean, said in another language. */
const terms: Record<string, (text: string) => boolean> = {
  alpha: (text) => text.includes('alpha'),
  'alpha bravo': (text) => text.includes('alpha') && text.includes('bravo'),
  '"bravo delta"': (text) => text.includes('bravo delta'),
  'foxtrot or delta': (text) => text.includes('foxtrot') || text.includes('delta'),
  'delta -alpha': (text) => text.includes('delta') && !text.includes('alpha'),
  nothing: () => false,
  the: () => false,
};

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const fields = fc.record({
  minRating: fc.constantFrom(1, 2, 2.5, 4),
  maxRating: fc.constantFrom(2, 3, 4.5, 5),
  products: fc.uniqueArray(fc.constantFrom('kite', 'lamp', 'None'), { minLength: 1 }),
  language: fc.constantFrom('en', 'de'),
  source: fc.constantFrom('store', 'Mail'),
  since: fc.constantFrom('2025-04-01', '2025-07-09'),
  until: fc.constantFrom('2025-07-09', '2025-12-31'),
  terms: fc.constantFrom(...Object.keys(terms)),
  reviewIds: fc.subarray(
    rows.map(({ id }) => id),
    { minLength: 200 },
  ),
} satisfies Record<keyof ReviewFilter, unknown>);
/** Two fields at most, since more leave few reviews to count. */
const filter = fc
  .tuple(fields, fc.uniqueArray(fc.nat({ max: 8 }), { maxLength: 2 }))
  .map(
    ([all, kept]): ReviewFilter =>
      Object.fromEntries(Object.entries(all).filter((_, at) => kept.includes(at))),
  );
const query: fc.Arbitrary<CountQuery> = fc.record({
  filters: filter,
  only: optional(filter),
  terms: optional(fc.uniqueArray(fc.constantFrom(...Object.keys(terms)), { minLength: 1 })),
  groupBy: optional(fc.constantFrom('theme', 'product', 'rating', 'month')),
});

const passes =
  ({
    minRating,
    maxRating,
    products,
    language,
    source,
    since,
    until,
    terms: words,
    reviewIds,
  }: ReviewFilter) =>
  (row: Row) =>
    (minRating === undefined || (row.rating ?? 0) >= minRating) &&
    (maxRating === undefined || (row.rating ?? 9) <= maxRating) &&
    (products === undefined || products.some((name) => name.toLowerCase() === row.product?.toLowerCase())) &&
    (language === undefined || row.language === language) &&
    (source === undefined || source.toLowerCase() === row.source?.toLowerCase()) &&
    (since === undefined || (row.reviewedAt ?? '').slice(0, 10) >= since) &&
    (until === undefined || (row.reviewedAt ?? '9999').slice(0, 10) <= until) &&
    (words === undefined || terms[words]?.(row.text) === true) &&
    (reviewIds === undefined || reviewIds.includes(row.id));

const mean = (some: Row[]) => {
  const rated = some.flatMap(({ rating }) => (rating === null ? [] : [rating]));
  return rated.length === 0 ? null : rated.reduce((sum, rating) => sum + rating, 0) / rated.length;
};
const countOf = (counted: Row[], base: Row[]): ReviewCount => ({
  count: counted.length,
  base: base.length,
  average: mean(counted),
  baseAverage: mean(base),
});

/** The same count, made by hand. */
function countByHand({ filters, only, terms: asked, groupBy }: CountQuery) {
  const base = rows.filter(passes(filters));
  const narrowed = base.filter(passes(only ?? {}));
  const counted = narrowed.filter(({ text }) => !asked || asked.some((term) => terms[term]?.(text)));
  const groups = {
    none: () => [],
    theme: () =>
      (asked ?? []).map((key) => ({
        key,
        ...countOf(
          narrowed.filter(({ text }) => terms[key]?.(text)),
          base,
        ),
      })),
    product() {
      const byProduct = Map.groupBy(base, ({ product }) => product?.toLowerCase());
      byProduct.delete(undefined);
      const all = [...byProduct].map(([name, own]) => ({
        key: own.map(({ product }) => product ?? '').toSorted()[0] ?? '',
        ...countOf(
          counted.filter(({ product }) => product?.toLowerCase() === name),
          own,
        ),
      }));
      return all.sort((a, b) => b.base - a.base || (a.key.toLowerCase() < b.key.toLowerCase() ? -1 : 1));
    },
    rating: () =>
      [1, 2, 3, 4, 5].map((stars) => ({
        key: String(stars),
        ...countOf(
          counted.filter(({ rating }) => rating !== null && Math.round(rating) === stars),
          base,
        ),
      })),
    month() {
      const inMonth = (month: string) => (row: Row) => row.reviewedAt?.startsWith(month);
      const first = months.findIndex((month) => base.some(inMonth(month)));
      const last = months.findLastIndex((month) => base.some(inMonth(month)));
      const shown = first < 0 ? [] : months.slice(first, last + 1);
      return shown.map((key) => ({
        key,
        ...countOf(counted.filter(inMonth(key)), base.filter(inMonth(key))),
      }));
    },
  }[groupBy ?? 'none']();
  return { ...countOf(counted, base), groups, groupCount: groups.length };
}

/** A mean is summed up in another order there, so its last digits may differ. */
const rounded = (counts: unknown): unknown =>
  JSON.parse(
    JSON.stringify(counts, (_, value) => (typeof value === 'number' ? Number(value.toFixed(9)) : value)),
  );

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const db = database.em.getKysely();
  await loadSample(database.em);
  await sql`insert into companies (id, name) values ('alphabet', 'A'), ('other', 'O'), ('empty', 'E')`.execute(
    db,
  );
  // the same reviews in another company: none of them may be counted
  for (const company of ['alphabet', 'other']) {
    await sql`
      insert into reviews (company_id, id, text, rating, product, language, source, reviewed_at)
      select ${company}, id, text, rating, product, language, source, "reviewedAt"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as given (id text, text text, rating double precision, product text, language text, source text, "reviewedAt" timestamptz)
    `.execute(db);
  }
});
afterAll(() => database[Symbol.asyncDispose]());

test('a count is the one made by hand, under every filter and grouping', async () => {
  let counted = 0;
  await fc.assert(
    fc.asyncProperty(query, async (asked) => {
      const counts = reviewCounts.parse(await countReviews(database.em, 'alphabet', asked));
      expect(rounded(counts)).toEqual(rounded(countByHand(asked)));
      if (counts.count > 0) counted++;
    }),
    { numRuns: RUNS, seed: 42 },
  );
  expect(counted).toBeGreaterThan(RUNS / 2);
});

test('a list is exactly as long as the count of its filter', async () => {
  await fc.assert(
    fc.asyncProperty(filter, async (asked) => {
      const { reviews, total } = await listReviews(database.em, 'alphabet', { filter: asked, limit: 200 });
      const expected = rows.filter(passes(asked));
      expect(total).toBe(expected.length);
      expect(reviews).toHaveLength(Math.min(200, expected.length));
      expect(expected.map(({ id }) => id)).toEqual(expect.arrayContaining(reviews.map(({ id }) => id)));
    }),
    { numRuns: 40, seed: 42 },
  );
});

test('a theme met by no review counts 0 of all, and a company without any is empty', async () => {
  const asked: CountQuery = { filters: {}, terms: ['zebra'], groupBy: 'theme' };
  const all = { base: rows.length, baseAverage: expect.any(Number), count: 0, average: null };
  expect(await countReviews(database.em, 'alphabet', asked)).toEqual({
    ...all,
    groups: [{ ...all, key: 'zebra' }],
    groupCount: 1,
  });
  const nothing = { count: 0, base: 0, average: null, baseAverage: null };
  for (const groupBy of ['product', 'month'] as const) {
    expect(await countReviews(database.em, 'empty', { filters: {}, groupBy })).toEqual({
      ...nothing,
      groups: [],
      groupCount: 0,
    });
  }
});

test('at most 50 groups, however many there are: the latest months, the products with most reviews', async () => {
  const db = database.em.getKysely();
  await sql`insert into companies (id, name) values ('many', 'Many')`.execute(db);
  await sql`
    insert into reviews (company_id, id, text, product, reviewed_at)
    select 'many', n, 'x', 'p' || n % 60, '2010-01-15'::timestamptz + make_interval(months => (n % 180)::integer)
    from generate_series(1, 630) n`.execute(db);
  const months = await countReviews(database.em, 'many', { filters: {}, groupBy: 'month' });
  expect(months.groups).toHaveLength(50);
  expect(months.groups.at(-1)).toMatchObject({ key: '2024-12', count: 3 });
  const products = await countReviews(database.em, 'many', { filters: {}, groupBy: 'product' });
  expect(products.groups).toHaveLength(50);
  expect(products.groupCount).toBe(60);
  expect(products.groups.filter(({ count }) => count === 11)).toHaveLength(30);
});

test('the SQL printed for readers counts the same', async () => {
  const page = readFileSync(new URL('../../docs/counting.md', import.meta.url), 'utf8');
  const statements = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, statement = '']) => statement);
  const answers: Record<string, unknown>[][] = [];
  for (const statement of statements) {
    const { rows } = await sql<Record<string, unknown>>`${sql.raw(statement)}`.execute(
      database.em.getKysely(),
    );
    // counts are text on a server
    answers.push(
      rows.map((row) => ({
        ...row,
        count: Number(row.count),
        ...(row.base ? { base: Number(row.base) } : {}),
      })),
    );
  }
  const count = (asked: Omit<CountQuery, 'filters'>, filters: ReviewFilter = {}) =>
    countReviews(database.em, 'comp-123', { ...asked, filters });
  const crashes = await count({ terms: ['crash or crashes or freeze'] }, { maxRating: 2 });
  expect(crashes.count).toBeGreaterThan(0);
  expect(rounded(answers[0])).toEqual(
    rounded([{ count: crashes.count, base: crashes.base, base_average: crashes.baseAverage }]),
  );
  const products = await count({ only: { maxRating: 2 }, groupBy: 'product' });
  expect(answers[1]).toEqual(
    products.groups.map(({ key, count, base }) => ({ key: key.toLowerCase(), count, base })),
  );
  const ratings = await count({ groupBy: 'rating' });
  expect(answers[2]).toEqual(ratings.groups.map(({ key, count }) => ({ key, count })));
  const months = await count({ groupBy: 'month' });
  expect(rounded(answers[3])).toEqual(
    rounded(months.groups.map(({ key, count, average }) => ({ key, count, average }))),
  );
});
