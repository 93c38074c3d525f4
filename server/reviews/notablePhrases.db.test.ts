import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertReviews } from '#server/testing/insertReviews.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import { notablePhrases } from './notablePhrases.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  // ratings and texts both take turns of five: every text has one rating
  await insertReviews(database.em, 'boards', 100);
});
afterAll(() => database[Symbol.asyncDispose]());

test('a rating’s reviews are held against those of the other ratings', async () => {
  const { phrases, scopeReviews, otherReviews } = await notablePhrases(database.em, 'boards', {
    maxRating: 2,
  });
  expect({ scopeReviews, otherReviews }).toEqual({ scopeReviews: 40, otherReviews: 60 });
  expect(phrases).toContainEqual(
    expect.objectContaining({ inScope: 20, others: 0, phrase: 'takes forever to load' }),
  );
  expect(phrases.every(({ inScope, others }) => inScope > others)).toBe(true);
});

test('the other conditions bound both sides, and without a rating there is no other side', async () => {
  const filters = { products: ['Mobile app'], minRating: 5 };
  expect(await notablePhrases(database.em, 'boards', filters)).toMatchObject({
    scopeReviews: 10,
    otherReviews: 40,
  });
  expect(await notablePhrases(database.em, 'boards', {})).toMatchObject({
    scopeReviews: 100,
    otherReviews: 0,
  });
  expect(await notablePhrases(database.em, 'boards', { since: '2030-01-01' })).toEqual({
    phrases: [],
    scopeReviews: 0,
    otherReviews: 0,
  });
});

test('the same reviews give the same phrases', async () => {
  const once = await notablePhrases(database.em, 'boards', { maxRating: 2 });
  expect(await notablePhrases(database.em, 'boards', { maxRating: 2 })).toEqual(once);
});
