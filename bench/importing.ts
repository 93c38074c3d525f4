import { createReadStream, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { type Database, openDatabase } from '#server/db/openDatabase.ts';
import { importReviews } from '#server/reviews/import/importReviews.ts';
import type { WayFigures } from './import.ts';

/** A process of the import bench: brings one file into an empty database, at an address or in a folder, and tells its parent what it took. */
const [way = '', file = '', where = ''] = process.argv.slice(2);
const COMPANY = 'bench';
const database = await openDatabase({
  onWarning: console.warn,
  ...(where.startsWith('postgres:') ? { dataDir: '', databaseUrl: where } : { dataDir: where }),
});
await database.migrate();

let highestBytes = 0;
const look = () => {
  highestBytes = Math.max(highestBytes, process.memoryUsage.rss());
};
const watch = setInterval(look, 20);
const startBytes = process.memoryUsage.rss();
const seconds: number[] = [];
for (const bring of way === 'copy' ? [copyFile] : [importFile, importFile]) {
  const startedMs = performance.now();
  await bring(database);
  seconds.push((performance.now() - startedMs) / 1_000);
}
clearInterval(watch);
const { rows } = await sql<{ count: number | string }>`select count(*) as count from reviews`.execute(
  database.fork().getKysely(),
);
await database.close();
const figures: WayFigures = { rows: Number(rows[0]?.count), seconds, startBytes, highestBytes };
process.send?.(figures);
process.disconnect?.();

async function importFile({ fork }: Database): Promise<void> {
  for await (const event of importReviews(fork(), COMPANY, createReadStream(file))) {
    look();
    if (event.type === 'error') throw new Error(event.error.message);
  }
}

/** What the engine itself offers for files; the server reads the file by its own hands. */
async function copyFile({ fork, pglite }: Database): Promise<void> {
  const db = fork().getKysely();
  await sql`insert into companies (id, name) values (${COMPANY}, 'Bench')`.execute(db);
  await sql`alter table reviews alter company_id set default ${sql.lit(COMPANY)}`.execute(db);
  const copy = `copy reviews (id, text, rating, product, language, reviewed_at) from '${pglite ? '/dev/blob' : file}' with (format csv, header)`;
  if (pglite) await pglite.query(copy, [], { blob: new Blob([readFileSync(file)]) });
  else await sql.raw(copy).execute(db);
}
