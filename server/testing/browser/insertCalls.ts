import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';

/**
 * So many calls of `comp-123` without their texts: of two models, every fifth without a price, every hundredth failed,
 * four to a run. Answers their ids.
 */
export async function insertCalls(em: Em, count: number): Promise<string[]> {
  const { rows } = await sql<{ call_id: string }>`
    insert into llm_calls (call_id, model, provider, call_type, status, prompt, response, prompt_tokens,
      completion_tokens, total_tokens, usage_source, cost_nano_usd, cost_source, price, user_id, company_id, session_id,
      run_id, step_id, sent_at, ended_at, duration_ms, ttft_ms, finish_reason, error_code, error_message, metadata)
    select gen_random_uuid(), (array['vendor/small', 'vendor/large'])[1 + n % 2], 'vendor', 'CHAT',
      case when n % 100 = 99 then 'error' else 'done' end, 'What do customers say of item ' || n || '?', 'They like it.',
      1000, 200, 1200, 'provider', case when n % 5 > 0 then 130000 end, case when n % 5 > 0 then 'table' else 'none' end,
      case when n % 5 > 0 then '{"model": "vendor/priced", "input_usd_per_mtok": 0.05, "cached_usd_per_mtok": 0.05, "output_usd_per_mtok": 0.4}'::jsonb end,
      'local', 'comp-123', 'seeded', '00000000-0000-4000-8000-' || lpad((n / 4)::text, 12, '0'), 'step-' || n / 4,
      now(), now(), 1500, 300, 'stop', case when n % 100 = 99 then 'busy' end,
      case when n % 100 = 99 then 'The model is busy.' end, '{"role": "Answer"}'
    from generate_series(1, ${count}::int) n returning call_id`.execute(em.fork().getKysely());
  return rows.map((row) => row.call_id);
}
