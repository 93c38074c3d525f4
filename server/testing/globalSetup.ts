import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { buildPage } from '#server/buildPage.ts';
import { startWakeUps } from '#server/chat/wakeUps.ts';
import { openDatabase } from '#server/db/openDatabase.ts';
import { findPostgres, startPostgres } from './postgresServer.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A migrated, empty PGlite, dumped once: loading it takes a third of a second. */
    pgliteTemplate: string;
    /** The tests' own server, whose database `candor_template` is migrated and empty; null when there is none. */
    postgresUrl: string | null;
  }
}

const TEMPLATE = 'candor_template';
const ignore = () => undefined;

/** Makes the two templates that every database test copies. */
export default async function setup(project: TestProject): Promise<() => void> {
  // once, before several browser tests want the page at the same time
  await buildPage(() => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'candor-tests-'));
  const template = join(folder, 'pglite.tar');
  writeFileSync(template, await pgliteTemplate());
  project.provide('pgliteTemplate', template);

  const bin = findPostgres();
  const server = bin ? await startPostgres(bin) : null;
  if (server) await postgresTemplate(server.url);
  project.provide('postgresUrl', server?.url ?? null);
  process.stdout.write(
    `Testing on PGlite and on ${server?.version ?? 'no PostgreSQL server: none is installed'}\n`,
  );
  return () => {
    server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function pgliteTemplate(): Promise<Buffer> {
  const pglite = await PGlite.create();
  const database = await openDatabase({ dataDir: '', pglite, onWarning: ignore });
  await database.migrate();
  await (await startWakeUps(database, ignore)).stop();
  const dump = await pglite.dumpDataDir('none');
  await database.close();
  await pglite.close();
  return Buffer.from(await dump.arrayBuffer());
}

async function postgresTemplate(url: string): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  const database = await openDatabase({
    dataDir: '',
    databaseUrl: url.replace(/postgres$/, TEMPLATE),
    onWarning: ignore,
  });
  await database.migrate();
  await (await startWakeUps(database, ignore)).stop();
  await database.close();
}
