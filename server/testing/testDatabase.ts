import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type Database, type Em, openDatabase } from '#server/db/openDatabase.ts';

/** A database of a test's own, migrated and empty, gone when the test is. */
export interface TestDatabase extends AsyncDisposable {
  database: Database;
  /** A fork for the test's own queries. */
  em: Em;
  /** What to start an app on it with. */
  start: { pglite: PGlite } | { databaseUrl: string };
}

/** Which engine this test project runs on. */
export const testEngine = (): 'pglite' | 'postgres' =>
  process.env.CANDOR_TEST_DATABASE === 'postgres' ? 'postgres' : 'pglite';

/** A copy of the template on the engine that the test project names. */
export async function testDatabase(): Promise<TestDatabase> {
  const copy = testEngine() === 'postgres' ? await copyOnServer() : await copyOfPglite();
  const database = await openDatabase({
    dataDir: '',
    onWarning: () => undefined,
    ...('pglite' in copy.start ? { pglite: copy.start.pglite } : { databaseUrl: copy.start.databaseUrl }),
  });
  return {
    database,
    em: database.fork(),
    start: copy.start,
    async [Symbol.asyncDispose]() {
      await database.close();
      await copy.drop();
    },
  };
}

interface Copy {
  start: TestDatabase['start'];
  drop(): Promise<void>;
}

async function copyOfPglite(): Promise<Copy> {
  const pglite = await PGlite.create({ loadDataDir: new Blob([readFileSync(inject('pgliteTemplate'))]) });
  return {
    start: { pglite },
    drop: async () => {
      if (!pglite.closed) await pglite.close();
    },
  };
}

async function copyOnServer(): Promise<Copy> {
  const url = inject('postgresUrl');
  if (url === null)
    throw new Error('These tests need a PostgreSQL server: install Debian’s package postgresql.');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await admin(url, `create database ${name} template candor_template`);
  return {
    start: { databaseUrl: url.replace(/postgres$/, name) },
    drop: () => admin(url, `drop database if exists ${name} with (force)`),
  };
}

async function admin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
