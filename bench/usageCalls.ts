import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';

export const COMPANY = 'bench';
const BATCH = 20_000;

/** Fills the ledger with a year of calls: 40 people, few of whom ask most, 8 models, four calls to a question. */
export async function fillUsage(em: Em, calls: number): Promise<void> {
  const db = em.getKysely();
  await sql`select setseed(0.5)`.execute(db);
  for (let from = 0; from < calls; from += BATCH) {
    const until = Math.min(from + BATCH, calls) - 1;
    // prompts of 40 words and responses of 60, of 20,000 that are as unevenly used as those of a language
    await sql`
      with drawn as (
        select n, n / 4 as run, random() as r1, random() as r2, random() as r3,
          abs(hashtextextended((n / 4)::text, 1)) % 1000 / 1000.0 as who,
          '2025-01-01Z'::timestamptz + interval '365 days' * (n::float8 / ${calls}::int) as at
        from generate_series(${from}::int, ${until}::int) as n
      ), sized as (
        select *, 200 + (4000 * r1 * r1)::int as prompt_tokens, 20 + (900 * r2 * r2 * r2)::int as completion_tokens,
          floor(8 * r3 * r3)::int as which, case when r1 < 0.02 then 'error' when r1 < 0.03 then 'stopped' else 'done' end as status
        from drawn
      )
      insert into llm_calls (call_id, model, provider, call_type, status, prompt, response, prompt_tokens,
        completion_tokens, total_tokens, usage_source, cost_nano_usd, cost_source, session_id, user_id, company_id,
        run_id, step_id, attempt, created_at, sent_at, ended_at, duration_ms, ttft_ms, metadata)
      select gen_random_uuid(), 'vendor/model-' || which, 'bench', case when n % 4 = 3 then 'CHAT' else 'TOOL_USE' end,
        status,
        (select string_agg('word' || floor(20000 * power(random(), 3))::int, ' ') from generate_series(1, 40) where n >= 0),
        (select string_agg('word' || floor(20000 * power(random(), 3))::int, ' ') from generate_series(1, 60) where n >= 0),
        prompt_tokens, completion_tokens, prompt_tokens + completion_tokens, 'provider',
        prompt_tokens * (which + 1) * 50 + completion_tokens * (which + 1) * 400, 'table', 's' || run / 4,
        'user-' || floor(40 * who * who)::int, ${COMPANY}, md5(run::text)::uuid::text, null, 1,
        at + interval '3 seconds' * (n % 4), at, at + interval '3 seconds', 300 + 9000 * r2 * r1, 100 + 900 * r3 * r2,
        jsonb_build_object('role', (array['Query Planning', 'RAG Retrieval', 'Data Analysis', 'Answer'])[1 + n % 4])
      from sized`.execute(db);
  }
}
