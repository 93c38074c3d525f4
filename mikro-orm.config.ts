import { Migrator } from '@mikro-orm/migrations';
import { defineConfig } from '@mikro-orm/postgresql';
import { entities } from './server/db/entities.ts';
import { migrationsList } from './server/db/migrationsList.ts';

/** For MikroORM's command line, e.g. `npx mikro-orm debug`; the server migrates by itself at start. */
export default defineConfig({
  clientUrl: process.env.DATABASE_URL ?? 'postgres://127.0.0.1:5432/candor',
  entities,
  extensions: [Migrator],
  migrations: {
    migrationsList,
    snapshot: false,
  },
});
