import { Migrator } from '@mikro-orm/migrations';
import { defineConfig } from '@mikro-orm/postgresql';
import { entities } from './server/db/entities.ts';
import { Migration001Spine } from './server/db/migrations/Migration001Spine.ts';
import { Migration002ReviewFacets } from './server/db/migrations/Migration002ReviewFacets.ts';
import { Migration003Imports } from './server/db/migrations/Migration003Imports.ts';

/** For MikroORM's command line, e.g. `npx mikro-orm debug`; the server migrates by itself at start. */
export default defineConfig({
  clientUrl: process.env.DATABASE_URL ?? 'postgres://127.0.0.1:5432/candor',
  entities,
  extensions: [Migrator],
  migrations: {
    migrationsList: [Migration001Spine, Migration002ReviewFacets, Migration003Imports],
    snapshot: false,
  },
});
