import { sql } from 'kysely';
import { makeBudget } from '#server/budgets/keepBudgets.ts';
import { openDatabase } from '#server/db/openDatabase.ts';
import { createLedger } from '#server/llm/ledger.ts';
import { ledgerCall, ledgerEnd } from '#server/testing/budgets/ledgerCall.ts';
import { newBudget } from '#shared/budget.ts';
import { pinSelf } from './cores.ts';
import { OTHERS_CORE, SERVER_CORE } from './measure.ts';
import { newDatabase } from './newDatabase.ts';

const SECONDS = 6;
const USERS = 10;
const AMPLE = 1_000_000_000_000;

interface Figures {
  callsPerSecond: number;
  p99Ms: number;
  deadlocks: number;
}

/** Opens and settles calls over so many connections, with a budget of the company and one of each user, or without. */
async function measure(serverUrl: string, connections: number, isBudgeted: boolean): Promise<Figures> {
  const url = await newDatabase(serverUrl, `budgets_${connections}_${isBudgeted ? 'held' : 'free'}`);
  const database = await openDatabase({
    dataDir: '',
    databaseUrl: url,
    poolSize: connections,
    onWarning: (message) => console.error(message),
  });
  await database.migrate();
  const db = database.fork().getKysely();
  await sql`insert into companies (id, name) values ('acme', 'Acme')`.execute(db);
  // each connection makes the calls of a question of its own
  await sql`with asked as (
      insert into sessions (company_id, id, user_id, title)
      select 'acme', n, 'ann', '' from generate_series(1, ${connections}::int) n returning id
    ) insert into runs (id, company_id, session_id, user_id, request_hash, question, status)
    select id, 'acme', id, 'ann', '', '', 'running' from asked`.execute(db);
  if (isBudgeted) {
    const terms = { companyId: 'acme', window: 'month', measure: 'cost', limit: AMPLE, hard: true };
    for (const scope of ['company', 'user'])
      await makeBudget(database.fork(), newBudget.parse({ ...terms, scope }));
  }
  const ledger = createLedger(database.fork);
  const took: number[] = [];
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async (_, nth) => {
      for (let call = nth; performance.now() - startedMs < SECONDS * 1_000; call += 1) {
        const beganMs = performance.now();
        const row = ledgerCall({ tokens: 5_000, nanoUsd: 5_000, userId: `user-${call % USERS}` });
        Object.assign(row.owner, { runId: String(nth + 1), sessionId: String(nth + 1), stepId: 'answer' });
        await ledger.open(row);
        await ledger.settle(ledgerEnd(row.callId, 1_000));
        took.push(performance.now() - beganMs);
      }
    }),
  );
  const seconds = (performance.now() - startedMs) / 1_000;
  const { rows } = await sql<{ deadlocks: number | string }>`
    select deadlocks from pg_stat_database where datname = current_database()`.execute(db);
  await database.close();
  took.sort((a, b) => a - b);
  return {
    callsPerSecond: took.length / seconds,
    p99Ms: took[Math.floor(took.length * 0.99)] ?? Number.NaN,
    deadlocks: Number(rows[0]?.deadlocks),
  };
}

/** Prints what holding two budgets costs the ledger: a call's row and its settlement, each in its own transaction. */
export async function benchBudgets(serverUrl: string | null): Promise<void> {
  if (serverUrl === null) return console.log('\nBudgets: no PostgreSQL server is installed');
  // this process is the server
  pinSelf(SERVER_CORE);
  console.log('\nBudgets: a call opened and settled        calls/s    p99 ms   deadlocks');
  for (const connections of [1, 20, 80]) {
    for (const isBudgeted of [false, true]) {
      const { callsPerSecond, p99Ms, deadlocks } = await measure(serverUrl, connections, isBudgeted);
      const name = `${connections} connections, ${isBudgeted ? 'company and user' : 'no budget'}`;
      const cells = [callsPerSecond.toFixed(0), p99Ms.toFixed(1), String(deadlocks)];
      console.log(`${name.padEnd(38)}${cells.map((cell) => cell.padStart(10)).join('')}`);
    }
  }
  pinSelf(OTHERS_CORE);
}
