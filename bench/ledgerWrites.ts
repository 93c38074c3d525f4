import { Client } from 'pg';

const SECONDS = 3;
const openRow = (
  table: string,
) => `insert into ${table} (call_id, model, provider, call_type, status, prompt, user_id, company_id, metadata)
  values (gen_random_uuid(), 'vendor/model', 'bench', 'CHAT', 'open', repeat('word ', 40), 'user', 'writes', '{}') returning id`;
const settle = (
  table: string,
) => `update ${table} set status = 'done', response = repeat('word ', 60), prompt_tokens = 300,
  completion_tokens = 60, total_tokens = 360, usage_source = 'provider', cost_nano_usd = 12345, ended_at = now(),
  duration_ms = 1234.5, ttft_ms = 200.5 where id = $1 and status = 'open'`;

/** Calls a second that so many connections write into a table: the row, then its settlement, each committed. */
async function callsPerSecond(url: string, table: string, connections: number): Promise<number> {
  const clients = Array.from({ length: connections }, () => new Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  let calls = 0;
  const startedMs = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - startedMs < SECONDS * 1_000) {
        const { rows } = await client.query<{ id: string }>(openRow(table));
        await client.query(settle(table), [rows[0]?.id]);
        calls += 1;
      }
    }),
  );
  const seconds = (performance.now() - startedMs) / 1_000;
  await Promise.all(clients.map((client) => client.end()));
  return calls / seconds;
}

/** Prints what marking settled calls, and finding calls by cost, costs a ledger: beside a copy without either. */
export async function benchLedgerWrites(url: string): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query('create table bare_calls (like llm_calls including all)');
  const { rows } = await admin.query<{
    indexname: string;
  }>(`select indexname from pg_indexes where tablename = 'bare_calls'
    and indexdef ~ '\\((company_id, created_at|company_id, cost_nano_usd, id|company_id, total_tokens, id|company_id, duration_ms, id)\\)'`);
  for (const { indexname } of rows) await admin.query(`drop index ${indexname}`);
  console.log('\nLedger writes, calls a second            bare   marked   times');
  for (const connections of [1, 20, 80]) {
    const [bare, marked] = [
      await callsPerSecond(url, 'bare_calls', connections),
      await callsPerSecond(url, 'llm_calls', connections),
    ];
    const cells = [
      bare.toFixed(0).padStart(9),
      marked.toFixed(0).padStart(9),
      (bare / marked).toFixed(2).padStart(8),
    ];
    console.log(`${`${connections} connections`.padEnd(36)}${cells.join('')}`);
  }
  await admin.end();
}
