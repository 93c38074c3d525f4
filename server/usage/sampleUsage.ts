import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { sampleUsageCompanyId } from '#shared/limits.ts';
import { holdSums } from './foldMarks.ts';

const RUNS = 750;
const DAYS = 30;
const VERSION = 'sample';

/** Dollars per million tokens: what was to be paid when the sample was made. */
const models = [
  { model: 'openai/gpt-5-nano', input: 0.05, cached: 0.005, output: 0.4 },
  { model: 'anthropic/claude-sonnet-4.5', input: 3, cached: 0.3, output: 15 },
  { model: 'openai/gpt-5-mini', input: 0.25, cached: 0.025, output: 2 },
  { model: 'google/gemini-2.5-flash', input: 0.3, cached: 0.075, output: 2.5 },
];
const users = ['ana', 'ben', 'chloe', 'dara', 'emil', 'fay'];
const questions = [
  'What are the top product gaps from negative reviews?',
  'How often is slow loading mentioned, and is it getting better?',
  'What do people say about onboarding?',
  'Compare the mobile app with the desktop app.',
  'Which integrations are missed most?',
  'How do ratings of this month compare with last month?',
  'Quote the angriest reviews about billing.',
  'What do our happiest customers praise?',
];

/** A number below `sides` that is always the same for the same run, call and purpose. */
const dice = (purpose: string, sides: number) =>
  sql`(abs(hashtextextended(run || '-' || step || ${sql.lit(`-${purpose}`)}, 0)) % ${sql.lit(sides)})`;
const runDice = (purpose: string, sides: number) =>
  sql`(abs(hashtextextended(run || ${sql.lit(`-${purpose}`)}, 0)) % ${sql.lit(sides)})`;

/** Makes a month of calls by six people, as a company of its own that is in no other sum. Answers how many they are. */
export async function loadSampleUsage(em: Em): Promise<number> {
  return em.fork().transactional(async (tx) => {
    await clear(tx);
    await sql`insert into prompt_versions (version, instructions) values (${VERSION}, 'Made up, to show what a month looks like.')
      on conflict do nothing`.execute(tx.getKysely());
    const { rows } = await sql<{ added: number | string }>`
      with steps as (
        select run, step, attempt from generate_series(0, ${RUNS}::int - 1) as run cross join generate_series(0, 3) as step
          cross join generate_series(1, 2) as attempt
        where attempt = 1 or ${dice('fault', 100)} < 3
      ), drawn as (
        select *, case when attempt = 1 and ${dice('fault', 100)} < 3 then 'error'
            when step = 3 and ${dice('stop', 40)} = 0 then 'stopped' else 'done' end as status,
          least(now() - interval '1 minute', date_trunc('day', now()) - make_interval(days => ${DAYS}::int - 1 - run * ${DAYS}::int / ${RUNS}::int)
            + make_interval(secs => 8 * 3600 + ${runDice('time', 36_000)}::int + step * 3 + attempt * 2)) as at,
          case when step in (1, 3) then case when ${runDice('model', 5)} = 0 then 4 else 2 end
            when ${runDice('small', 4)} = 0 then 3 else 1 end as which,
          (array[400, 2600, 1500, 3200])[step + 1] + ${dice('prompt', 1_800)}::int as prompt_tokens,
          (array[60, 90, 240, 420])[step + 1] + ${dice('answer', 200)}::int as completion_tokens
        from steps
      ), priced as (
        select drawn.*, model, input, cached, output, prompt_tokens / 4 * ${dice('cached', 2)}::int as cached_tokens
        from drawn join jsonb_to_recordset(${JSON.stringify(models.map((model, index) => ({ ...model, which: index + 1 })))}::jsonb)
          as priced (which int, model text, input numeric, cached numeric, output numeric) using (which)
      ), made as (
        insert into llm_calls (call_id, model, provider, call_type, status, prompt, response, prompt_tokens,
          completion_tokens, total_tokens, cached_tokens, usage_source, cost_nano_usd, cost_source, price, session_id,
          user_id, company_id, run_id, step_id, attempt, created_at, sent_at, first_token_at, ended_at, duration_ms,
          ttft_ms, finish_reason, error_code, error_message, metadata)
        select md5('sample-' || run || '-' || step || '-' || attempt)::uuid, model, 'openrouter',
          case when step = 3 then 'CHAT' else 'TOOL_USE' end, status, question,
          case when status <> 'error' then 'Made up.' end,
          case when status <> 'error' then prompt_tokens end, case when status <> 'error' then completion_tokens end,
          case when status <> 'error' then prompt_tokens + completion_tokens end,
          case when status <> 'error' then cached_tokens end, case when status = 'error' then 'none' else 'provider' end,
          case when status <> 'error' then round(((prompt_tokens - cached_tokens) * input + cached_tokens * cached
            + completion_tokens * output) * 1000) end,
          case when status = 'error' then 'none' else 'table' end,
          case when status <> 'error' then jsonb_build_object('input_usd_per_mtok', input::text,
            'cached_usd_per_mtok', cached::text, 'output_usd_per_mtok', output::text) end,
          'sample-' || run / 3, (${sql.val(users)}::text[])[1 + floor(power(${runDice('user', 1_000)} / 1000.0, 2) * 6)::int],
          ${sampleUsageCompanyId}, md5('sample-run-' || run)::uuid::text, md5('sample-step-' || run || step)::uuid::text, attempt,
          at, at, case when status <> 'error' then at + make_interval(secs => took / 4) end, at + make_interval(secs => took),
          took * 1000, case when status <> 'error' then took * 250 end, case status when 'done' then 'stop' end,
          case status when 'error' then 'provider-error' end, case status when 'error' then 'The provider was busy.' end,
          jsonb_build_object('agent', 'orchestrator_team', 'sample', true, 'prompt_version', ${VERSION}::text, 'question', question,
            'role', (array['Query Planning', 'RAG Retrieval', 'Data Analysis', 'Answer'])[step + 1])
        from priced cross join lateral (select (completion_tokens / 90.0 + ${dice('took', 1_500)} / 1000.0)::float8 as took,
          (${sql.val(questions)}::text[])[1 + ${runDice('question', questions.length)}::int] as question) as told
        order by at returning 1
      )
      select count(*) as added from made`.execute(tx.getKysely());
    return Number(rows[0]?.added);
  });
}

/** Takes the made-up calls away again, with everything that was kept of them. Answers how many they were. */
export async function removeSampleUsage(em: Em): Promise<number> {
  return em.fork().transactional(clear);
}

async function clear(tx: Em): Promise<number> {
  await holdSums(tx);
  const mine = sql`company_id = ${sampleUsageCompanyId}`;
  const ids = sql`id in (select id from llm_calls where ${mine})`;
  const { rows } = await sql<{ removed: number | string }>`
    with marks as (delete from usage_marks where ${ids}), words as (delete from llm_call_search where ${ids}),
      buckets as (delete from usage_buckets where ${mine}), spreads as (delete from usage_spreads where ${mine}),
      groups as (delete from usage_groups where ${mine}),
      combinations as (delete from usage_combinations where ${mine}), gone as (delete from llm_calls where ${mine} returning 1)
    select count(*) as removed from gone`.execute(tx.getKysely());
  return Number(rows[0]?.removed);
}
