import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { foldCalls } from '#server/usage/foldMarks.ts';
import { addCombinations, keptColumns } from '#server/usage/keptSums.ts';

export const COMPANY = 'bench';
const BATCH = 50_000;
const WORKERS = 2;
const MOST_TEXTS = 20_000;

/** Words of their own that are in so many of all calls. */
export const rareWords = { tenth: 10, thousandth: 1_000, hundredthousandth: 100_000 } as const;

/**
 * Fills the ledger with a year of calls: 40 people, few of whom ask most, 8 models, four calls to a question. Indexes
 * are made afterwards, and the words of texts are found once for all calls that share them: a day's work otherwise.
 */
export async function fillUsage(fork: () => Em, calls: number): Promise<void> {
  const run = (query: RawBuilder<unknown>) => query.execute(fork().getKysely());
  const texts = Math.min(calls, MOST_TEXTS);
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid in ('llm_calls'::regclass, 'llm_call_search'::regclass) and not indisunique`.execute(
    fork().getKysely(),
  );
  for (const { name } of indexes) await run(sql`drop index ${sql.ref(name)}`);
  await run(sql`alter table llm_calls disable trigger llm_calls_inserted`);
  await run(
    sql`create unlogged table bench_texts (n int primary key, prompt text, response text, search tsvector)`,
  );
  await inBatches(texts, ({ from, until }) =>
    run(sql`insert into bench_texts select n, prompt, response, to_tsvector('english', prompt || ' ' || response)
      from generate_series(${from}::int, ${until}::int) as n
        cross join lateral (select ${words(40)} as prompt, ${words(60)} as response) as drawn`),
  );
  await inBatches(calls, (batch) => run(callsOf(batch, calls, texts)));
  await run(sql`drop table bench_texts`);
  await run(sql`select setval(pg_get_serial_sequence('llm_calls', 'id'), ${calls}::int)`);
  await run(sql`alter table llm_calls enable trigger llm_calls_inserted`);
  for (const { definition } of indexes)
    await fork().transactional(async (tx) => {
      await sql`set local maintenance_work_mem = '1GB'`.execute(tx.getKysely());
      await sql`${sql.raw(definition)}`.execute(tx.getKysely());
    });
}

/** Folds them into the kept sums, each part of the year for itself; answers how many milliseconds a call took. */
export async function foldUsage(fork: () => Em, calls: number): Promise<number> {
  const startedMs = performance.now();
  // else each part waits for what the other has just found
  await addCombinations(sql`select ${keptColumns} from llm_calls`).execute(fork().getKysely());
  await Promise.all(
    Array.from({ length: WORKERS }, async (_, worker) => {
      const end = Math.floor((calls * (worker + 1)) / WORKERS);
      for (let from = Math.floor((calls * worker) / WORKERS); from < end; from += BATCH) {
        const ids = Array.from({ length: Math.min(BATCH, end - from) }, (_, index) =>
          String(from + index + 1),
        );
        await fork().transactional((tx) => foldCalls(tx, ids));
      }
    }),
  );
  return (performance.now() - startedMs) / calls;
}

interface Batch {
  from: number;
  until: number;
}

/** Several at a time. */
async function inBatches(total: number, work: (batch: Batch) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (;;) {
      const from = next;
      if (from >= total) return;
      next = from + BATCH;
      await work({ from, until: Math.min(next, total) - 1 });
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
}

// of 20,000 words, as unevenly used as those of a language; n makes it another text in every row
const words = (count: number) =>
  sql`(select string_agg('word' || floor(20000 * power(random(), 3))::int, ' ') from generate_series(1, ${sql.lit(count)}) where n >= 0)`;

const marks = sql`concat_ws(' ', ${sql.join(
  Object.entries(rareWords).map(
    ([word, every]) => sql`case when hashint4(n) % ${sql.lit(every)} = 0 then ${sql.lit(word)} end`,
  ),
)})`;

const callsOf = ({ from, until }: Batch, total: number, texts: number) => sql`
  with drawn as (
    select n, n / 4 as run, random() as r1, random() as r2, random() as r3, ${marks} as marks,
      abs(hashtextextended((n / 4)::text, 1)) % 1000 / 1000.0 as who,
      '2025-01-01Z'::timestamptz + interval '365 days' * (n::float8 / ${total}::int) as at
    from generate_series(${from}::int, ${until}::int) as n
  ), sized as materialized (
    select *, 200 + (4000 * r1 * r1)::int as prompt_tokens, 20 + (900 * r2 * r2 * r2)::int as completion_tokens,
      floor(8 * r3 * r3)::int as which, (abs(hashint8(n)) % ${texts}::int) as text,
      case when r1 < 0.02 then 'error' when r1 < 0.03 then 'stopped' else 'done' end as status
    from drawn
  ), search as (
    insert into llm_call_search (id, search)
    select sized.n + 1, to_tsvector('english', marks) || search from sized join bench_texts on bench_texts.n = text
  )
  insert into llm_calls (id, call_id, model, provider, call_type, status, prompt, response, prompt_tokens,
    completion_tokens, total_tokens, usage_source, cost_nano_usd, cost_source, session_id, user_id, company_id,
    run_id, step_id, attempt, created_at, sent_at, ended_at, duration_ms, ttft_ms, metadata)
  select sized.n + 1, gen_random_uuid(), 'vendor/model-' || which, 'bench', case when sized.n % 4 = 3 then 'CHAT' else 'TOOL_USE' end,
    status, concat_ws(' ', nullif(marks, ''), prompt), response,
    prompt_tokens, completion_tokens, prompt_tokens + completion_tokens, 'provider',
    prompt_tokens * (which + 1) * 50 + completion_tokens * (which + 1) * 400, 'table', 's' || run / 4,
    'user-' || floor(40 * who * who)::int, ${COMPANY}, md5(run::text)::uuid::text, null, 1,
    at + interval '3 seconds' * (sized.n % 4), at, at + interval '3 seconds', 300 + 9000 * r2 * r1, 100 + 900 * r3 * r2,
    jsonb_build_object('role', (array['Query Planning', 'RAG Retrieval', 'Data Analysis', 'Answer'])[1 + sized.n % 4])
  from sized join bench_texts on bench_texts.n = text`;
