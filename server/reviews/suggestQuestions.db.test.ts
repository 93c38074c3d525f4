import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertReviews } from '#server/testing/insertReviews.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import { countReviews } from './countReviews.ts';
import { suggestQuestions } from './suggestQuestions.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await insertReviews(database.em, 'boards', 100);
  await insertReviews(database.em, 'empty', 0);
});
afterAll(() => database[Symbol.asyncDispose]());

test('what stands out in the reviews is suggested, each question with exactly the reviews behind it', async () => {
  const suggestions = await suggestQuestions(database.em, 'boards');
  expect(suggestions[0]).toMatchObject({ label: 'Product gaps', count: 40, noun: 'negative reviews' });
  // two texts are negative: each is told once, however many of its phrases stand out
  expect(suggestions.map(({ label }) => label)).toEqual([
    'Product gaps',
    'Board on an older',
    'Load on my phone',
    'Mobile app',
    'Praise',
  ]);
  for (const { count, filter } of suggestions) {
    expect((await countReviews(database.em, 'boards', { filters: filter })).count).toBe(count);
  }
});

test('more reviews change what is suggested at once', async () => {
  await insertReviews(database.em, 'growing', 20);
  expect((await suggestQuestions(database.em, 'growing'))[0]?.count).toBe(8);
  await database.em
    .getConnection()
    .execute(
      `insert into reviews (company_id, id, text, rating) values ('growing', 'new', 'Broken again', 1)`,
    );
  expect((await suggestQuestions(database.em, 'growing'))[0]?.count).toBe(9);
});

test('a company without reviews has none', async () => {
  expect(await suggestQuestions(database.em, 'empty')).toEqual([]);
});
