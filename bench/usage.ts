import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import { type Database, type Em, openDatabase } from '#server/db/openDatabase.ts';
import { keepSplits } from '#server/usage/usageSplits.ts';
import { benchLedgerWrites } from './ledgerWrites.ts';
import { newDatabase } from './newDatabase.ts';
import { fillUsage, foldUsage } from './usageCalls.ts';
import { type Figure, figures } from './usageFigures.ts';

const ROUNDS = 20;
const PLAIN_ROUNDS = 3;
const PGLITE_CALLS = 300_000;

/**
 * Prints how long the figures of the usage page take at size, beside plain SQL over the same rows, and that both agree.
 * Millions of calls take an hour to make: `filled` is the address of a database that has them from an earlier time.
 */
export async function benchUsage(serverUrl: string | null, calls: number, filled?: string): Promise<void> {
  console.log(`What was used in a year, p95 of ${ROUNDS} rounds beside plain SQL over the rows`);
  const options = { dataDir: '', onWarning: console.warn };
  if (filled !== undefined) {
    const database = await openDatabase({ ...options, databaseUrl: filled });
    await measureFigures(database.fork());
    return database.close();
  }
  if (serverUrl !== null) {
    const databaseUrl = await newDatabase(serverUrl, 'bench_usage');
    await measure('PostgreSQL', await openDatabase({ ...options, databaseUrl }), calls);
    await benchLedgerWrites(databaseUrl);
  }
  await using pglite = await PGlite.create();
  await measure('PGlite', await openDatabase({ ...options, pglite }), Math.min(calls, PGLITE_CALLS));
}

async function measure(engine: string, database: Database, calls: number): Promise<void> {
  try {
    await database.migrate();
    const em = database.fork();
    await fillUsage(() => database.fork(), calls);
    const foldMs = await foldUsage(() => database.fork(), calls);
    await sql`vacuum analyze`.execute(em.getKysely());
    console.log(
      `\n${engine}, ${calls.toLocaleString('en')} calls; folding one takes ${foldMs.toFixed(2)} ms`,
    );
    await measureFigures(em);
  } finally {
    await database.close();
  }
}

/** The figures over a ledger that is filled and folded. */
async function measureFigures(em: Em): Promise<void> {
  console.log(line(['', 'p95 ms', 'plain ms', 'times', 'equal']));
  // the first who asks for days of a zone has them kept for those after
  for (const { ask } of figures) await ask(em);
  await keepSplits(em);
  await sql`vacuum analyze usage_buckets`.execute(em.getKysely());
  for (const figure of figures) console.log(line(await rowOf(figure, em)));
}

async function rowOf({ name, ask, plain }: Figure, em: Em): Promise<string[]> {
  const askPlain = async () => Number((await plain.execute(em.getKysely())).rows[0]?.figure);
  const asked = await p95Of(ROUNDS, () => ask(em));
  const startedMs = performance.now();
  const equal = (await ask(em)) === (await askPlain());
  // over millions of rows once has to do
  const rounds = performance.now() - startedMs > 5_000 ? 0 : PLAIN_ROUNDS;
  const summed = rounds === 0 ? performance.now() - startedMs : await p95Of(rounds, askPlain);
  return [name, asked.toFixed(1), summed.toFixed(1), (summed / asked).toFixed(1), equal ? 'yes' : 'NO'];
}

async function p95Of(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const timesMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedMs = performance.now();
    await work();
    timesMs.push(performance.now() - startedMs);
  }
  return timesMs.toSorted((a, b) => a - b)[Math.ceil(rounds * 0.95) - 1] ?? Number.NaN;
}

const line = ([name = '', ...cells]: string[]) =>
  name.padEnd(52) + cells.map((cell) => cell.padStart(10)).join('');
