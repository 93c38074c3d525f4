import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startApp } from '#server/app.ts';
import { readEnv } from '#server/env.ts';
import { insertReviews } from '#server/testing/insertReviews.ts';
import type { testApp } from '#server/testing/testApp.ts';
import { askAll } from './askAll.ts';
import { askCases } from './askCases.ts';
import { knownIds } from './knownIds.ts';
import { oddCases } from './oddCases.ts';
import { procedureCases } from './procedureCases.ts';
import { routeCases } from './routeCases.ts';
import { roleNames } from './upstreamFault.ts';
import { upstreamFaults } from './upstreamFaults.ts';

/**
 * Prints, as Markdown, what really came of every fault: `node server/testing/faults/printTable.ts upstream`, or of
 * every bad input: `… input`. Each app is a whole one, on a database in a folder of its own that is gone afterwards.
 */
const [table = 'upstream'] = process.argv.slice(2);
const print = (cells: readonly (string | number)[]) =>
  process.stdout.write(`| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |\n`);

type Options = NonNullable<Parameters<typeof testApp>[0]>;

async function startHere({ modelUrl, env, timeouts, runLimits }: Options) {
  const folder = mkdtempSync(join(tmpdir(), 'candor-faults-'));
  const logged: string[] = [];
  const app = await startApp({
    env: readEnv({
      PORT: '0',
      DATA_DIR: folder,
      OFFLINE_PACE: '0',
      CANDOR_SAMPLE: 'off',
      ...(modelUrl ? { OPENAI_BASE_URL: modelUrl, OPENAI_API_KEY: 'no-real-key' } : {}),
      ...env,
    }),
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    pageFolder: null,
    ...(timeouts ? { timeouts } : {}),
    ...(runLimits ? { runLimits } : {}),
  });
  await insertReviews(app.services.database.fork(), 'comp-123', 20);
  return {
    app,
    url: app.url,
    logged,
    async [Symbol.asyncDispose]() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function printUpstream(): Promise<void> {
  const { reports } = await askAll(upstreamFaults, startHere);
  print(['fault', 'agent', 'upstream does', 'its calls', 'by stream', 'by one answer']);
  print(['---', '---', '---', '---', '---', '---']);
  for (const fault of upstreamFaults) {
    const [stream, whole] = (['stream', 'whole'] as const).map((by) =>
      reports.find((report) => report.fault.id === fault.id && report.by === by),
    );
    const shown = (report: typeof stream) =>
      `${report?.ending} ${report?.error?.code ?? report?.later.metadata.finish_reason ?? ''}, run ${report?.later.metadata.status}`;
    const role = roleNames[fault.role ?? 'writer'];
    const statuses = stream?.rows.filter((row) => row.role === role).map((row) => row.status) ?? [];
    const does = fault.fault.length > 40 ? `${fault.fault.slice(0, 40)}…` : fault.fault;
    print([
      fault.id,
      role,
      `${does}${fault.times === undefined ? '' : ` (×${fault.times})`}`,
      statuses.join(', '),
      shown(stream),
      `${whole?.httpStatus} ${shown(whole)}`,
    ]);
  }
}

async function printInput(): Promise<void> {
  await using started = await startHere({});
  const known = await knownIds(started.url, started.app.services.database.fork());
  const cases = [...procedureCases(known), ...routeCases(known), ...oddCases(known)];
  const answered = await askCases(started.url, cases, started.logged);
  print(['procedure or route', 'input', 'answer', 'complaint']);
  print(['---', '---', '---', '---']);
  for (const { asked, shown, complaint } of answered)
    print([asked.target, asked.input, shown, complaint ?? '']);
}

await (table === 'input' ? printInput() : printUpstream());
