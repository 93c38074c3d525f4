import { contestants } from './contestants.ts';
import { type Load, type Measurement, measure } from './measure.ts';
import { table } from './table.ts';

const notes = `Candor commits every call and every event before anyone sees it, at most 33 ms apart: that is its delay.
PGlite works inside the server process, so the work of the database is in that figure.
Waited: how long others had the server's core. Whoever falls behind, for that or another reason, answers several
tokens at once, which costs less for each: figures compare only where the delays are short.`;

interface StreamsOptions {
  load: Load;
  rounds: number;
  /** Words of the names of the contestants to run; one that is empty means all. */
  only: readonly string[];
  /** Where CPU profiles go, or null for none; profiling makes everything slower. */
  profileFolder: string | null;
}

/**
 * What a streamed token costs the server, beside its peers. Prints a table, and makes the process fail when an answer
 * did not arrive whole.
 */
export async function benchStreams(databaseUrl: string | null, options: StreamsOptions): Promise<void> {
  const { load, rounds, only, profileFolder } = options;
  const chosen = contestants(databaseUrl).filter(({ name }) =>
    only.some((word) => name.toLowerCase().includes(word)),
  );
  console.log(
    `CPU time of the server per streamed token: ${load.streams} streams of ${load.tokensPerSecond} tokens/s, ${load.windowSeconds} s`,
  );
  const measured: Measurement[][] = [];
  for (let round = 1; round <= rounds; round++) {
    const inRound: Measurement[] = [];
    for (const contestant of chosen) {
      inRound.push(await measure(contestant, { load, profileFolder }));
      process.stdout.write('.');
    }
    measured.push(inRound);
  }
  if (measured.flat().some(({ whole }) => whole < load.streams)) process.exitCode = 1;
  console.log(`\n\n${table(measured, load.streams)}\n\n${notes}\n`);
}
