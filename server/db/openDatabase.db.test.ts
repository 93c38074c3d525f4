import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/testing/testDatabase.ts';

test('the tables have exactly the columns that the entities name', async () => {
  await using database = await testDatabase();
  const difference = await database.database.schemaDifference();
  // indexes, checks and the collation of ids live in the migrations alone
  const columns = difference
    .split('\n')
    .filter((line) => /column|create table|drop table| add "/.test(line) && !/ type text using /.test(line));
  expect(columns).toEqual([]);
});

test('migrating twice changes nothing', async () => {
  await using database = await testDatabase();
  await database.database.migrate();
  const { rows } = await sql<{
    count: string | number;
  }>`select count(*) as count from mikro_orm_migrations`.execute(database.em.getKysely());
  expect(Number(rows[0]?.count)).toBe(1);
});
