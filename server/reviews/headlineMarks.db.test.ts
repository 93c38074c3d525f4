import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/testing/testDatabase.ts';
import { listReviews } from './listReviews.ts';

const texts = [
  ['forms', 'It loads slowly, so slow 👍 that loading never ends.', ['loads', 'slow', 'loading']],
  ['a phrase', 'Slow today, but loading is fine.', ['Slow', 'loading']],
  ['markup', 'It <b>loads</b> slow', ['loads', 'slow']],
  ['characters that mark', 'It \u0002loads\u0003 slow', []],
] as const;

test('a list tells where the words looked for stand, in whatever form, or nothing', async () => {
  await using database = await testDatabase();
  const db = database.em.getKysely();
  await sql`insert into companies (id, name) values ('acme', 'Acme')`.execute(db);
  for (const [id, text] of texts) {
    await sql`insert into reviews (company_id, id, text) values ('acme', ${id}, ${text})`.execute(db);
  }
  const page = { filter: { terms: 'slow load' }, limit: 10 };
  const { reviews } = await listReviews(database.em, 'acme', { ...page, withMarks: true });
  const marked = new Map(
    reviews.map(({ id, text, marks = [] }) => [id, marks.map(([from, to]) => text.slice(from, to))]),
  );
  expect(marked).toEqual(new Map(texts.map(([id, , words]) => [id, [...words]])));
  const plain = await listReviews(database.em, 'acme', page);
  expect(plain.reviews.every((review) => !('marks' in review))).toBe(true);
});
