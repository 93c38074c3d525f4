import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { findPostgres, startPostgres } from '#server/testing/postgresServer.ts';
import { contestants } from './contestants.ts';
import { canPin, pinSelf } from './cores.ts';
import { type Load, type Measurement, measure, OTHERS_CORE } from './measure.ts';
import { table } from './table.ts';

const { values: flags } = parseArgs({
  options: {
    streams: { type: 'string', default: '200' },
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '15' },
    rounds: { type: 'string', default: '1' },
    /** Words of the names of the contestants to run, separated by commas. */
    only: { type: 'string', default: '' },
    /** A folder for CPU profiles; profiling makes everything slower. */
    profile: { type: 'string' },
  },
});
const load: Load = {
  streams: Number(flags.streams),
  tokensPerSecond: Number(flags.rate),
  warmUpSeconds: 3,
  windowSeconds: Number(flags.seconds),
};
const notes = `Candor commits every call and every event before anyone sees it, at most 33 ms apart: that is its delay.
PGlite works inside the server process, so the work of the database is in that figure.
Waited: how long others had the server's core. Whoever falls behind, for that or another reason, answers several
tokens at once, which costs less for each: figures compare only where the delays are short.`;
const wanted = flags.only.toLowerCase().split(',');

pinSelf(OTHERS_CORE);
const postgresFolder = findPostgres();
const postgres = postgresFolder === null ? null : await startPostgres(postgresFolder);
process.once('SIGINT', () => {
  postgres?.stop();
  process.exit(130);
});
try {
  const chosen = contestants(postgres?.url ?? null).filter(({ name }) =>
    wanted.some((word) => name.toLowerCase().includes(word)),
  );
  console.log(
    `CPU time of the server per streamed token: ${load.streams} streams of ${load.tokensPerSecond} tokens/s, ${load.windowSeconds} s`,
  );
  console.log(
    `${cpus()[0]?.model}, Node ${process.version}; ${canPin ? 'the server alone on one core, upstream, followers and PostgreSQL on another' : 'not bound to cores: figures of busy machines vary'}`,
  );
  if (postgres === null) console.log('No PostgreSQL server is installed, so Candor runs on PGlite only.');
  const rounds: Measurement[][] = [];
  for (let round = 1; round <= Number(flags.rounds); round++) {
    const measured: Measurement[] = [];
    for (const contestant of chosen) {
      measured.push(await measure(contestant, { load, profileFolder: flags.profile ?? null }));
      process.stdout.write('.');
    }
    rounds.push(measured);
  }
  if (rounds.flat().some(({ whole }) => whole < load.streams)) process.exitCode = 1;
  console.log(`\n\n${table(rounds, load.streams)}\n`);
  console.log(notes);
} finally {
  postgres?.stop();
}
