import { defineConfig } from 'vitest/config';
import { findPostgres } from './server/testing/postgresServer.ts';

const hasPostgres = findPostgres() !== null;
if (!hasPostgres && process.env.CI)
  throw new Error('CI needs a PostgreSQL server: install Debian’s package postgresql.');

const shared = { globalSetup: undefined, setupFiles: ['server/testing/failOnConsole.ts'] };
const databaseTests = ['{server,client,shared}/**/*.db.test.ts'];
// several processes on one database: a PGlite folder has one by design
const serverOnlyTests = ['server/**/*.postgres.test.ts'];
const browserTests = ['server/testing/browser/**/*.test.ts'];
const onEngine = (name: 'pglite' | 'postgres') => ({
  test: {
    ...shared,
    name,
    include: name === 'postgres' ? [...databaseTests, ...serverOnlyTests] : databaseTests,
    env: { CANDOR_TEST_DATABASE: name },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  test: {
    globalSetup: ['server/testing/globalSetup.ts'],
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'pure',
          include: ['{server,client,shared}/**/*.test.{ts,tsx}'],
          exclude: [...databaseTests, ...serverOnlyTests, ...browserTests],
          testTimeout: 60_000,
        },
      },
      onEngine('pglite'),
      ...(hasPostgres ? [onEngine('postgres')] : []),
      {
        test: {
          ...shared,
          name: 'browser',
          include: browserTests,
          // the quicker of the two beneath; what each engine does is tested without a browser
          env: { CANDOR_TEST_DATABASE: hasPostgres ? 'postgres' : 'pglite' },
          // a browser on a busy machine may miss its time; what fails three times has failed
          retry: process.env.CI ? 2 : 0,
          testTimeout: 180_000,
          hookTimeout: 60_000,
          // a page takes its time where the machine has much to do
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
