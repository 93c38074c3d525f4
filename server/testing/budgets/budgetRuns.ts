import { createReadStream, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readWitness } from '#server/verify/readWitness.ts';
import { NANO_PER_USD } from '#shared/money.ts';
import { type CrashSite, openCrashSite } from '../crash/crashSite.ts';
import { outside } from '../crash/outside.ts';
import { printTable } from '../crash/printTable.ts';
import { underLoad } from '../crash/underLoad.ts';

interface BudgetRunsOptions {
  /** Questions sent at once. */
  runs: number;
  /** So many of them fit into the budget at the same time. */
  fits: number;
  /** A PostgreSQL database of its own; none means PGlite. */
  databaseUrl?: string | undefined;
  /** Kills the server with SIGKILL while the first ones are being answered, starts it again, and sends as many anew. */
  kill?: boolean;
}

export interface BudgetRunsResult {
  completed: number;
  /** Refused with status 429, without a run. */
  refused: number;
  /** Of the runs that were let in, those that a budget cut short. */
  cutShort: number;
  limit: number;
  settled: number;
  reserved: number;
  overrun: number;
  /** What the upstream saw, and the rows that say that they were sent. */
  requests: number;
  rows: number;
  broken: string[];
}

const questions = ['boards', 'the mobile app', 'calendars', 'prices', 'support', 'documentation'];

/** Sends many questions at once against a money budget that fits few of them; everything is looked at from outside. */
export async function budgetRuns(options: BudgetRunsOptions): Promise<BudgetRunsResult> {
  const { runs, fits, databaseUrl, kill = false } = options;
  await using site = await openCrashSite({ databaseUrl, profile: { 'ttfb,ms=60;gap,ms=4': 1 } });
  let server = await site.startServer();
  const { trpc, sql, broken } = outside(site.url);
  const terms = { scope: 'company', window: 'total', measure: 'cost', hard: true } as const;
  const { budgetId } = await trpc.budgets.make.mutate({ ...terms, limit: 1 });
  const limit = Math.ceil((await neededFor(site)) * fits * 1.05);
  await trpc.budgets.change.mutate({ budgetId, limit, hard: true });

  const askAll = (from: number) => Promise.all(Array.from({ length: runs }, (_, n) => ask(site, from + n)));
  const first = askAll(0);
  if (kill) {
    await underLoad(site);
    await sleep(150);
    await server.end('SIGKILL');
    server = await site.startServer();
  }
  const answered = await first;
  await untilClean(sql);
  if (kill) answered.push(...(await askAll(runs)));
  const [[done], [cutShort], [rows]] = await Promise.all([
    sql(`select count(*) from runs where status = 'done'`),
    sql(`select count(*) from runs where view->'error'->>'code' = 'budget-exceeded'`),
    sql(`select count(*) from llm_calls where sent_at is not null`),
  ]);
  const use = (await trpc.budgets.list.query({})).find(({ id }) => id === budgetId)?.uses[0];
  const witnessed = await readWitness(createReadStream(site.witnessFile));
  return {
    completed: Number(done?.[0]),
    refused: answered.filter((status) => status === 429).length,
    cutShort: Number(cutShort?.[0]),
    limit,
    settled: use?.settled ?? 0,
    reserved: use?.reserved ?? 0,
    overrun: use?.overrun ?? 0,
    requests: witnessed.filter(({ method }) => method === 'POST').length,
    rows: Number(rows?.[0]),
    broken: await broken(readFileSync(site.witnessFile)),
  };
}

/** What one question needs, by the refusal that says so. */
async function neededFor(site: CrashSite): Promise<number> {
  const response = await post(site, { message: 'What do people say about prices?' });
  const { error }: { error: { message: string } } = await response.json();
  const dollars = /may take \$([\d.,]+)/.exec(error.message)?.[1];
  if (response.status !== 429 || dollars === undefined) throw new Error(`not refused: ${error.message}`);
  return Number(dollars.replaceAll(',', '')) * NANO_PER_USD;
}

/** The status of the answer; 0 where the server died under it. */
async function ask(site: CrashSite, n: number): Promise<number> {
  const message = `What do people say about ${questions[n % questions.length]}?`;
  try {
    const response = await post(site, { message, session_id: `run-${n}`, user_id: `user-${n % 7}` });
    await response.text();
    return response.status;
  } catch {
    return 0;
  }
}

const post = ({ url }: CrashSite, body: Record<string, string>) =>
  fetch(`${url}/api/v1/chat/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function untilClean(sql: ReturnType<typeof outside>['sql']): Promise<void> {
  for (;;) {
    const [row] = await sql(`select count(*) from runs where status in ('queued', 'running')`);
    if (Number(row?.[0]) === 0) return;
    await sleep(50);
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '200' },
      fits: { type: 'string', default: '3' },
      postgres: { type: 'string' },
      kill: { type: 'boolean', default: false },
    },
  });
  const { broken, ...figures } = await budgetRuns({
    runs: Number(values.runs),
    fits: Number(values.fits),
    databaseUrl: values.postgres,
    kill: values.kill,
  });
  printTable([{ ...figures, broken: broken.length }], true);
  for (const what of broken) process.stdout.write(`  BROKEN ${what}\n`);
  process.exitCode = broken.length === 0 && figures.overrun + figures.reserved === 0 ? 0 : 1;
}
