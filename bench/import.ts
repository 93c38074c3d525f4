import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { stringify } from 'csv-stringify';
import { z } from 'zod';
import { onCore } from './cores.ts';
import { SERVER_CORE } from './measure.ts';
import { newDatabase } from './newDatabase.ts';
import { makeReviews } from './reviewTexts.ts';

const ROWS = 100_000;

const wayFigures = z.object({
  /** Reviews in the database at the end. */
  rows: z.number(),
  /** Of each time that the file was brought in. */
  seconds: z.array(z.number()),
  startBytes: z.number(),
  highestBytes: z.number(),
});
export type WayFigures = z.infer<typeof wayFigures>;

/** Prints how fast a file becomes reviews, and in how much memory, beside `COPY` of the same file. */
export async function benchImport(serverUrl: string | null): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'candor-bench-'));
  try {
    const file = join(folder, 'reviews.csv');
    await writeFile(file);
    // the server reads it as a user of its own
    chmodSync(folder, 0o755);
    const size = (statSync(file).size / 1_000_000).toFixed(0);
    console.log(
      `Importing ${ROWS.toLocaleString('en')} reviews from ${size} MB of CSV, once and once again\n`,
    );
    console.log(line(['', 'rows/s', 'of COPY', 'RSS before', 'at its highest']));
    for (const engine of serverUrl === null ? ['PGlite'] : ['PostgreSQL', 'PGlite']) {
      const url = engine === 'PGlite' ? null : serverUrl;
      await compare(engine, file, (name) => (url === null ? join(folder, name) : newDatabase(url, name)));
    }
    console.log(
      '\nCOPY takes the columns as they are: no guess, no dates, no HTML, no report, no second time.',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function writeFile(file: string): Promise<void> {
  const columns = ['id', 'text', 'rating', 'product', 'language', 'reviewedAt'];
  await pipeline(
    Readable.from(makeReviews(ROWS)),
    stringify({ header: true, columns }),
    createWriteStream(file),
  );
}

async function compare(
  engine: string,
  file: string,
  placeOf: (name: string) => string | Promise<string>,
): Promise<void> {
  const copied = await bring('copy', file, await placeOf('bench_copy'));
  const imported = await bring('import', file, await placeOf('bench_import'));
  const [copySeconds = Number.NaN] = copied.seconds;
  const [first = Number.NaN, again = Number.NaN] = imported.seconds;
  const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`;
  const memory = [megabytes(imported.startBytes), megabytes(imported.highestBytes)];
  const rate = (seconds: number) => Math.round(ROWS / seconds).toLocaleString('en');
  const share = (seconds: number) => `${((copySeconds * 100) / seconds).toFixed(0)} %`;
  console.log(line([`${engine}, COPY`, rate(copySeconds), '', '', '']));
  console.log(line([`${engine}, import`, rate(first), share(first), ...memory]));
  console.log(line([`${engine}, the same file again`, rate(again), share(again), '', '']));
  if (copied.rows !== ROWS || imported.rows !== ROWS) {
    console.log(`of ${ROWS} rows ${copied.rows} were copied and ${imported.rows} imported`);
    process.exitCode = 1;
  }
}

/** One way in a process of its own, so that nobody else's memory is counted; `place` is an address or a folder. */
async function bring(way: 'copy' | 'import', file: string, place: string): Promise<WayFigures> {
  const path = fileURLToPath(new URL('importing.ts', import.meta.url));
  const { command, args } = onCore(SERVER_CORE, process.execPath, [
    '--disable-warning=ExperimentalWarning',
    path,
    way,
    file,
    place,
  ]);
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = once(child, 'exit').then(() => {
    throw new Error(`${way} ended before it was done`);
  });
  const told = once(child, 'message').then(([message]) => wayFigures.parse(message));
  return Promise.race([told, exited]);
}

const line = ([name = '', ...numbers]: string[]) =>
  name.padEnd(36) + numbers.map((number) => number.padStart(16)).join('');
