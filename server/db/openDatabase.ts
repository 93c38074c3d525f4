import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM as PgliteOrm } from '@mikro-orm/pglite';
import { type EntityManager, MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { CompiledQuery, type DatabaseConnection } from 'kysely';
import { Client } from 'pg';
import { entities } from './entities.ts';
import { migrationsList } from './migrationsList.ts';
import { NamingClient } from './namingClient.ts';

/** The EntityManager of either engine: both speak PostgreSQL. */
export type Em = EntityManager;

export interface Database {
  kind: 'pglite' | 'postgres';
  /** The root EntityManager. Fork it per unit of work: `database.fork()`. */
  fork(): Em;
  /** The engine itself, for pg-boss; null on a server. */
  pglite: PGlite | null;
  /** The connection string; null on PGlite. */
  url: string | null;
  /** What the difference between entities and tables is, as SQL; empty when there is none. */
  schemaDifference(): Promise<string>;
  migrate(): Promise<void>;
  close(): Promise<void>;
}

interface DatabaseOptions {
  dataDir: string;
  databaseUrl?: string | undefined;
  poolSize?: number;
  /** A ready PGlite instead of the folder's own (tests load a template). */
  pglite?: PGlite;
  onWarning: (message: string) => void;
}

/** Any number that no other program on the server is likely to take; "candor" on a phone's keys. */
const MIGRATION_LOCK = 226367;

/** Opens the database: PostgreSQL inside the process in `dataDir`, or the server at `databaseUrl`. Does not migrate. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.databaseUrl ? openPostgres(options.databaseUrl, options) : openPglite(options);
}

function sharedConfig(onWarning: (message: string) => void) {
  return {
    entities,
    extensions: [Migrator],
    migrations: {
      migrationsList,
      snapshot: false,
      silent: true,
    },
    // written and read by SQL alone
    schemaGenerator: { skipTables: [/^usage_/, 'llm_call_search', /^budget/, 'own_prices', 'retention'] },
    // the pool's own warnings: a dropped connection is not worth a crash, but worth a line
    logger: (message: string) => onWarning(message),
    colors: false,
    allowGlobalContext: false,
  };
}

async function openPglite(options: DatabaseOptions): Promise<Database> {
  const folder = join(options.dataDir, 'pgdata');
  if (!options.pglite) mkdirSync(folder, { recursive: true });
  const pglite = options.pglite ?? (await PGlite.create({ dataDir: folder }));
  const orm = await PgliteOrm.init({
    ...sharedConfig(options.onWarning),
    dbName: 'postgres',
    driverOptions: { pglite },
  });
  return {
    kind: 'pglite',
    // both drivers extend the same PostgreSQL EntityManager
    fork: () => orm.em.fork() as unknown as Em,
    pglite,
    url: null,
    schemaDifference: () => orm.schema.getUpdateSchemaSQL({ wrap: false }),
    migrate: async () => {
      await orm.migrator.up();
    },
    close: async () => {
      await orm.close();
      // whoever brought the instance closes it
      if (!options.pglite) await pglite.close();
    },
  };
}

async function openPostgres(url: string, options: DatabaseOptions): Promise<Database> {
  const orm = await PostgresOrm.init({
    ...sharedConfig(options.onWarning),
    clientUrl: url,
    pool: { min: 0, max: options.poolSize ?? 10 },
    // also how long a query waits for its turn: a busy machine is no reason to give up an answer
    driverOptions: { connectionTimeoutMillis: 10_000, Client: NamingClient },
    // compiling a query of ours takes a second where running it takes a hundredth of one
    onCreateConnection: async (connection) => {
      await (connection as DatabaseConnection).executeQuery(CompiledQuery.raw('set jit = off'));
    },
    connect: false,
  } as Parameters<typeof PostgresOrm.init>[0]);
  return {
    kind: 'postgres',
    fork: () => orm.em.fork() as Em,
    pglite: null,
    url,
    schemaDifference: () => orm.schema.getUpdateSchemaSQL({ wrap: false }),
    migrate: () => underAdvisoryLock(url, () => orm.migrator.up()),
    close: () => orm.close(),
  };
}

/** Runs `work` while holding a session lock, so that two processes that start at once do not migrate twice. */
async function underAdvisoryLock(url: string, work: () => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await work();
  } finally {
    await client.end();
  }
}
