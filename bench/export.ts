import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { openDatabase } from '#server/db/openDatabase.ts';
import { ledgerColumns } from '#server/usage/exportCalls.ts';
import type { CandorClient } from '../client/api.ts';
import { createCandorClient } from '../client/programs/createCandorClient.ts';
import { followRun } from '../client/programs/followRun.ts';
import { SERVER_CORE } from './measure.ts';
import { newDatabase } from './newDatabase.ts';
import { startChild } from './startChild.ts';
import { COMPANY, fillUsage } from './usageCalls.ts';

const MARK = '#candor-manifest,';
const manifestShape = z.object({
  rows: z.number(),
  total_tokens: z.number(),
  cost_nano_usd: z.number(),
  sha256: z.string(),
});

/** Prints how long the ledger takes as CSV over HTTP beside `\copy` of the same columns, and what else goes on meanwhile. */
export async function benchExport(serverUrl: string | null, calls: number): Promise<void> {
  if (serverUrl === null)
    return console.log('An export is compared with psql, and no PostgreSQL is installed.');
  console.log(`Exporting ${calls.toLocaleString('en')} calls as CSV, beside \\copy of the same columns\n`);
  const databaseUrl = await newDatabase(serverUrl, 'bench_export');
  const database = await openDatabase({ dataDir: '', databaseUrl, onWarning: console.warn });
  await database.migrate();
  await fillUsage(() => database.fork(), calls);
  await sql`insert into companies (id, name) values (${COMPANY}, 'Bench')`.execute(
    database.fork().getKysely(),
  );
  await database.close();

  await using undo = new AsyncDisposableStack();
  const folder = undo.adopt(mkdtempSync(join(tmpdir(), 'candor-bench-')), (path) =>
    rmSync(path, { recursive: true }),
  );
  const env = { DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'warn', OFFLINE_PACE: '0' };
  const server = undo.use(
    await startChild({ module: 'contestants/candor.ts', env, nodeOptions: [], core: SERVER_CORE }),
  );
  const client = createCandorClient({ url: server.url });
  const [file, cut, copied] = ['export.csv', 'cut.csv', 'copied.csv'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const save = async (path: string, signal: AbortSignal) => {
    const response = await fetch(`${server.url}/api/v1/calls/export?company_id=${COMPANY}&format=csv`, {
      signal,
    });
    if (!response.body) throw new Error('an export has a body');
    await pipeline(Readable.from(response.body), createWriteStream(path), { signal });
  };
  const psql = (command: string) =>
    execFileSync('psql', [databaseUrl, '-Atqc', command], { encoding: 'utf8' });

  const [quietMs, startMb] = [await firstTokenMs(client), residentMb(server.pid)];
  const copySeconds = await secondsOf(async () =>
    psql(
      `\\copy (select ${ledgerColumns.join(', ')} from llm_calls where company_id = '${COMPANY}' order by id) to '${copied}' with (format csv, header)`,
    ),
  );
  let highestMb = startMb;
  const watch = setInterval(() => {
    highestMb = Math.max(highestMb, residentMb(server.pid));
  }, 50);
  const asked: Promise<number>[] = [];
  const exportSeconds = await secondsOf(async () => {
    const saving = save(file, new AbortController().signal);
    asked.push(firstTokenMs(client));
    await saving;
  });
  clearInterval(watch);
  const cutting = new AbortController();
  setTimeout(() => cutting.abort(), (exportSeconds * 1_000) / 3);
  await save(cut, cutting.signal).catch(() => undefined);

  const manifest = await manifestOf(file);
  const [rows, tokens, cost] = reimported(psql, file).map(Number);
  const line = (name: string, told: string) => console.log(name.padEnd(44) + told);
  line('\\copy', `${copySeconds.toFixed(1)} s`);
  line(
    'export over HTTP',
    `${exportSeconds.toFixed(1)} s, ${(exportSeconds / copySeconds).toFixed(2)} times as long`,
  );
  line('memory of the server, before and at its highest', `${startMb} MB, ${highestMb} MB`);
  line(
    'first token of an answer, quiet and meanwhile',
    `${quietMs.toFixed(0)} ms, ${(await Promise.all(asked)).map((ms) => ms.toFixed(0)).join()} ms`,
  );
  line('brought in again: rows, tokens, nano-dollars', `${rows}, ${tokens}, ${cost}`);
  line(
    'as its manifest says',
    String(
      manifest !== null &&
        manifest.rows === rows &&
        manifest.total_tokens === tokens &&
        manifest.cost_nano_usd === cost &&
        manifest.sha256 === (await sha256BeforeManifest(file)),
    ),
  );
  line('one that was cut is known by its missing manifest', String((await manifestOf(cut)) === null));
}

const secondsOf = async (work: () => Promise<unknown>) => {
  const startedMs = performance.now();
  await work();
  return (performance.now() - startedMs) / 1_000;
};

const residentMb = (pid: number) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_000);

/** From sending a question to the first piece of its answer. */
async function firstTokenMs(client: CandorClient): Promise<number> {
  const startedMs = performance.now();
  const { runId } = await client.chat.send.mutate({ message: 'What do customers complain about most?' });
  for await (const event of followRun(client, runId))
    if (event.type === 'answer-delta') return performance.now() - startedMs;
  throw new Error('an answer begins before it is over');
}

async function tailOf(path: string): Promise<{ text: string; from: number }> {
  const file = await open(path);
  const { size } = await file.stat();
  const from = Math.max(0, size - 10_000);
  const { buffer } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
  await file.close();
  return { text: buffer.toString('latin1'), from };
}

/** What the last line says of an export; null where it was cut. */
async function manifestOf(path: string): Promise<z.infer<typeof manifestShape> | null> {
  const { text } = await tailOf(path);
  const last = text.slice(text.lastIndexOf(`\n${MARK}`) + 1);
  if (!last.startsWith(MARK)) return null;
  return manifestShape.parse(
    JSON.parse(last.slice(MARK.length + 1, last.lastIndexOf('"')).replaceAll('""', '"')),
  );
}

async function sha256BeforeManifest(path: string): Promise<string> {
  const { text, from } = await tailOf(path);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { end: from + text.lastIndexOf(`\n${MARK}`) }), hash);
  return hash.digest('hex');
}

/** The file in a table of its own: how many rows, and the sums of their tokens and costs. */
function reimported(psql: (command: string) => string, file: string): string[] {
  const columns = ledgerColumns.map((name) => `${name} text`).join(', ');
  psql(`create unlogged table again (${columns})`);
  psql(`\\copy again from program 'grep -av "^${MARK}" ${file}' with (format csv, header)`);
  return psql('select count(*), sum(total_tokens::bigint), sum(cost_nano_usd::bigint) from again')
    .trim()
    .split('|');
}
