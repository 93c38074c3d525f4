import { expect, test } from 'vitest';
import { insertReviews } from '#server/testing/insertReviews.ts';
import { testDatabase } from '#server/testing/testDatabase.ts';
import { listReviews } from './listReviews.ts';

test('dashes in a search exclude the word they stand at, however many there are', async () => {
  await using database = await testDatabase();
  await insertReviews(database.em, 'acme', 10);
  const found = async (terms: string) =>
    (await listReviews(database.em, 'acme', { filter: { terms }, limit: 10, withMarks: true })).total;
  expect(await found('app')).toBe(4);
  expect(await found('app -mobile')).toBe(2);
  expect(await found(`${'- '.repeat(500)}app ${'-'.repeat(500)}mobile`)).toBe(2);
  expect(await found('-('.repeat(500))).toBe(0);
});
