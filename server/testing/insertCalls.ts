import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';

interface MadeCalls {
  count: number;
  companyId?: string;
  /** The first call is made then; they are spread evenly, and unevenly over everything else. */
  since: string;
  until: string;
  /** Status of each call in turn; without it, closed ones of every kind. */
  statuses?: string[];
}

const everyStatus = ['done', 'done', 'done', 'done', 'error', 'truncated', 'stopped', 'rejected', 'lost'];

/** Calls of many kinds, about four to a question, some outside of any: made up, but the same ones each time. */
export async function insertCalls(em: Em, made: MadeCalls): Promise<void> {
  const { count, companyId = 'acme', since, until, statuses = everyStatus } = made;
  await sql`
    with drawn as (
      select n, n / 4 as run, hashtextextended(n::text, 7) as dice,
        ${since}::timestamptz + (${until}::timestamptz - ${since}::timestamptz) * (n::float8 / ${count}::int) as at,
        (${sql.val(statuses)}::text[])[1 + abs(hashtextextended(n::text, 1)) % ${statuses.length}::int] as status
      from generate_series(0, ${count}::int - 1) as n
    ), sized as (
      select *, abs(dice) % 3 = 0 and status <> 'rejected' as unpriced,
        case when status in ('rejected', 'open') or abs(dice) % 11 = 0 then null else abs(dice) % 5000 end as prompt_tokens
      from drawn
    )
    insert into llm_calls (call_id, model, provider, call_type, status, prompt, response, prompt_tokens,
      completion_tokens, total_tokens, cached_tokens, reasoning_tokens, usage_source, cost_nano_usd, cost_source,
      session_id, user_id, company_id, run_id, step_id, attempt, created_at, ended_at, duration_ms, ttft_ms, metadata)
    select gen_random_uuid(), 'vendor/m' || abs(dice) % 7, 'p',
      case when n % 4 = 3 then 'CHAT' when n % 97 = 0 then 'EMBEDDING' else 'TOOL_USE' end, status,
      'how often is delivery ' || n || ' late?', 'drivers said ' || n, prompt_tokens, prompt_tokens / 3,
      prompt_tokens + prompt_tokens / 3, prompt_tokens / 5, prompt_tokens / 7,
      case when prompt_tokens is null then 'none' when abs(dice) % 5 = 0 then 'estimated' else 'provider' end,
      case when unpriced or prompt_tokens is null then null else prompt_tokens * (abs(dice) % 90001) end, 'table',
      case when run % 13 > 0 then 's' || run / 3 end, 'u' || abs(hashtextextended(run::text, 3)) % 17 % 11,
      ${companyId}, case when run % 13 > 0 then (md5(${companyId} || run))::uuid::text end, null,
      case when abs(dice) % 19 = 0 then 2 else 1 end, at,
      case when status <> 'open' then at + interval '3 seconds' end,
      case when status <> 'open' then (abs(dice) % 1000003) / 90.0 end,
      case when status <> 'open' and abs(dice) % 4 > 0 then (abs(dice) % 1000003) / 400.0 end,
      case when abs(dice) % 23 = 0 then '{}' else jsonb_build_object('role',
        (array['Query Planning', 'RAG Retrieval', 'Data Analysis', 'Answer'])[1 + n % 4]) end
    from sized`.execute(em.getKysely());
}
