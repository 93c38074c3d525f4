import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { insertReviews } from '#server/testing/insertReviews.ts';
import { testDatabase } from '#server/testing/testDatabase.ts';
import { readOnlyQuery } from './readOnlyQuery.ts';

test('rows come back as text under their column names', async () => {
  await using database = await testDatabase();
  await insertReviews(database.em, 'acme', 2);
  const result = await readOnlyQuery(
    database.database,
    'select id, rating, null as nothing from reviews order by id',
  );
  expect(result).toEqual({
    columns: ['id', 'rating', 'nothing'],
    rows: [
      ['r1', '1', null],
      ['r2', '2', null],
    ],
    cut: false,
  });
});

test('nothing can be written, not even by a second statement or by leaving the transaction', async () => {
  await using database = await testDatabase();
  await insertReviews(database.em, 'acme', 1);
  const attempts = [
    'delete from reviews',
    'select 1; delete from reviews',
    'commit; delete from reviews',
    'with gone as (delete from reviews returning 1) select * from gone',
    "select * from nextval('llm_calls_id_seq')",
    'drop table reviews',
  ];
  for (const attempt of attempts) {
    await expect(readOnlyQuery(database.database, attempt)).rejects.toMatchObject({
      code: 'sql-refused',
    });
  }
  await readOnlyQuery(database.database, 'commit').catch(() => undefined);
  const { rows } = await sql<{ count: string | number }>`select count(*) as count from reviews`.execute(
    database.em.getKysely(),
  );
  expect(Number(rows[0]?.count)).toBe(1);
  await sql`insert into companies (id, name) values ('after', 'still writable')`.execute(
    database.em.getKysely(),
  );
});
