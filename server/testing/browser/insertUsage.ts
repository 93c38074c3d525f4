import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';

/**
 * Questions of `comp-123` over so many days up to a moment ago, four calls each, with their conversations: five users,
 * five models, every role and kind of end, unlike costs and durations. Made up, but the same ones each time.
 */
export async function insertUsage(em: Em, made: { questions: number; days: number }): Promise<void> {
  const connection = em.fork().getKysely();
  await sql`create temporary table asked as
    select n, abs(hashtextextended(n::text, 3)) as dice, (md5('asked' || n))::uuid::text as run, 'asked-' || n / 3 as session,
      (array['ann', 'ben', 'ann', 'chloe', 'a.very.long.name-of-someone.in-a-department-of-the-shop', 'dan'])[1 + n / 3 % 6] as asker,
      (array['What are the top product gaps from negative reviews?', 'Which product is rated best and which worst?',
        'How many reviews mention delivery, and what do they say about it, month by month since the spring of last year?',
        'Show me three quotes about taste.', 'And only the last year?'])[1 + n % 5] as question,
      now() - interval '2 minutes' - make_interval(secs => ${made.days}::int * 86400.0 * power(n / ${made.questions}::float8, 0.8)) as at
    from generate_series(0, ${made.questions}::int - 1) n`.execute(connection);
  await sql`insert into sessions (company_id, id, user_id, title, created_at, updated_at)
    select 'comp-123', session, min(asker), min(question), min(at), max(at) from asked group by session`.execute(
    connection,
  );
  await sql`insert into runs (id, company_id, session_id, user_id, request_hash, question, status, created_at, started_at, ended_at)
    select run, 'comp-123', session, asker, run, question, 'done', at, at, at + interval '9 seconds' from asked`.execute(
    connection,
  );
  await sql`with sized as (
      select asked.*, part, (array['Query Planning', 'RAG Retrieval', 'Data Analysis', 'Answer'])[part] as role,
        abs(hashtextextended(run || part, 5)) as luck
      from asked, generate_series(1, 4) part
    ), priced as (
      select *, case when part in (1, 3) then 'openai/gpt-5-nano' when luck % 9 = 0 then 'ollama/qwen3'
          when luck % 5 = 0 then 'openai/gpt-5' when luck % 7 = 0 then 'google/gemini-2.5-flash' else 'anthropic/claude-sonnet-4.5' end as model,
        case when luck % 37 = 0 then 'error' when luck % 61 = 0 then 'stopped' when luck % 83 = 0 then 'rejected' else 'done' end as status,
        400 * part + luck % 4000 as prompt, 20 + luck % (250 * part) as completion
      from sized
    )
    insert into llm_calls (call_id, model, provider, call_type, status, prompt, response, prompt_tokens, completion_tokens,
      total_tokens, cached_tokens, reasoning_tokens, usage_source, cost_nano_usd, cost_source, user_id, company_id, session_id, run_id,
      step_id, attempt, created_at, sent_at, ended_at, duration_ms, ttft_ms, finish_reason, metadata)
    select gen_random_uuid(), model, split_part(model, '/', 1), case when part = 4 then 'CHAT' else 'TOOL_USE' end, status, question,
      'Because.', prompt, completion, prompt + completion, prompt / 4, case when part = 4 then completion / 3 end,
      case when luck % 29 = 0 then 'estimated' else 'provider' end,
      case when model like 'ollama/%' or status = 'rejected' then null else (prompt * 3 + completion * 15) * (case when model like '%nano' then 20 else 1000 end) end,
      case when model like 'ollama/%' then 'none' else 'table' end, asker, 'comp-123', session, run, run || '-' || part,
      case when luck % 31 = 0 then 2 else 1 end, at + make_interval(secs => part * 2), at + make_interval(secs => part * 2),
      at + make_interval(secs => part * 2 + 1), round((300 * part * exp(luck % 1000 / 400.0))::numeric, 1), round((120 * exp(luck % 1000 / 500.0))::numeric, 1),
      'stop', jsonb_build_object('role', role)
    from priced`.execute(connection);
  await sql`drop table asked`.execute(connection);
}
