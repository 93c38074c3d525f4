import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { findPostgres, startPostgres } from '#server/testing/postgresServer.ts';
import { benchBudgets } from './budgets.ts';
import { canPin, pinSelf } from './cores.ts';
import { benchExport } from './export.ts';
import { benchImport } from './import.ts';
import { OTHERS_CORE } from './measure.ts';
import { benchPage } from './page/page.ts';
import { benchSearch } from './search.ts';
import { benchStreams } from './streams.ts';
import { benchUsage } from './usage.ts';

// `npm run bench` runs all of them, `npm run bench -- search` one
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    streams: { type: 'string', default: '200' },
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '15' },
    rounds: { type: 'string', default: '1' },
    /** Words of the names of the contestants to run, separated by commas. */
    only: { type: 'string', default: '' },
    /** Calls in the ledger whose figures are asked for. */
    calls: { type: 'string', default: '100000' },
    /** A database whose ledger the bench of usage has filled before. */
    filled: { type: 'string' },
    /** A folder for CPU profiles. */
    profile: { type: 'string' },
  },
});

const benches = new Map<string, (databaseUrl: string | null) => Promise<void>>([
  [
    'streams',
    (databaseUrl) =>
      benchStreams(databaseUrl, {
        load: {
          streams: Number(flags.streams),
          tokensPerSecond: Number(flags.rate),
          warmUpSeconds: 3,
          windowSeconds: Number(flags.seconds),
        },
        rounds: Number(flags.rounds),
        only: flags.only.toLowerCase().split(','),
        profileFolder: flags.profile ?? null,
      }),
  ],
  ['search', benchSearch],
  ['import', benchImport],
  ['page', benchPage],
  ['budgets', benchBudgets],
  ['export', (databaseUrl) => benchExport(databaseUrl, Number(flags.calls))],
  ['usage', (databaseUrl) => benchUsage(databaseUrl, Number(flags.calls), flags.filled)],
]);
const unknown = positionals.find((name) => !benches.has(name));
if (unknown !== undefined)
  throw new Error(`No bench is called ${unknown}: ${[...benches.keys()].join(', ')}`);

pinSelf(OTHERS_CORE);
const postgresFolder = findPostgres();
const postgres = postgresFolder === null ? null : await startPostgres(postgresFolder);
process.once('SIGINT', () => {
  postgres?.stop();
  process.exit(130);
});
try {
  console.log(
    `${cpus()[0]?.model}, Node ${process.version}; ${canPin ? 'the server alone on one core, upstream, followers and PostgreSQL on another' : 'not bound to cores: figures of busy machines vary'}`,
  );
  if (postgres === null) console.log('No PostgreSQL server is installed, so Candor runs on PGlite only.');
  for (const [name, bench] of benches) {
    if (positionals.length === 0 || positionals.includes(name)) await bench(postgres?.url ?? null);
  }
} finally {
  postgres?.stop();
}
