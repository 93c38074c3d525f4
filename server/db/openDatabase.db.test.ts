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
  const migrations = async () => {
    const { rows } = await sql`select * from mikro_orm_migrations order by id`.execute(
      database.em.getKysely(),
    );
    return rows;
  };
  const before = await migrations();
  await database.database.migrate();
  expect(await migrations()).toEqual(before);
});
