import { sql } from 'kysely';
import { limits } from '#shared/limits.ts';
import type { Rule } from './rule.ts';

/** How much longer than its lease something may stay open: the sweeper comes by every second. */
const GRACE_SECONDS = 5;
/** A call outside a question has no lease; no call may take that long. */
const LONGEST_CALL_MINUTES = 15;

const leaseIsOver = sql`(r.lease_until is null or r.lease_until < now() - make_interval(secs => ${GRACE_SECONDS}))`;

/** What the ledger can tell about itself, without a witness. */
export const ledgerRules: Rule[] = [
  {
    invariant: 2,
    broken: sql`select call_id::text as id from llm_calls
      where (sent_at is null and (status in ('done', 'truncated') or usage_source = 'provider'))
        or (status = 'rejected' and (sent_at is not null or usage_source <> 'none'))`,
  },
  {
    invariant: 4,
    broken: sql`select call_id::text as id from llm_calls
      where status = 'done' and call_type <> 'EMBEDDING' and finish_reason is null`,
  },
  {
    invariant: 5,
    broken: sql`select c.call_id::text as id from llm_calls c left join runs r on r.id = c.run_id
      where c.status = 'open' and case
        when c.run_id is null then c.created_at < now() - make_interval(mins => ${LONGEST_CALL_MINUTES})
        else r.id is null or r.status <> 'running' or r.epoch <> c.epoch or ${leaseIsOver} end`,
  },
  {
    invariant: 5,
    broken: sql`select r.id from runs r where case r.status
      when 'queued' then r.ended_at is not null
      when 'running' then ${leaseIsOver} or r.ended_at is not null
      else r.ended_at is null or r.ended_at < r.created_at or r.view is null or r.lease_until is not null end`,
  },
  {
    invariant: 5,
    broken: sql`select call_id::text as id from llm_calls where status <> 'open' and (
      ended_at < created_at or duration_ms is null or duration_ms < 0 or ttft_ms < 0 or ttft_ms > duration_ms
      or total_tokens <> prompt_tokens + completion_tokens or least(prompt_tokens, completion_tokens) < 0
      or cached_tokens > prompt_tokens or (usage_source = 'none') <> (total_tokens is null)
      or reserved_tokens <> 0 or reserved_nano_usd <> 0)`,
  },
  {
    invariant: 6,
    broken: sql`select call_id::text as id from llm_calls
      where greatest(char_length(prompt), char_length(response)) > ${limits.previewPoints}`,
  },
  {
    invariant: 6,
    broken: sql`select c.call_id::text as id from llm_calls c join llm_call_texts t on t.call_id = c.call_id
      where t.response is not null and c.response is distinct from left(t.response, ${limits.previewPoints})`,
  },
  {
    invariant: 15,
    broken: sql`select c.call_id::text as id from llm_calls c join runs r on r.id = c.run_id
      where r.status = 'stopped' and c.created_at > r.ended_at + interval '100 milliseconds'`,
  },
  {
    invariant: 26,
    broken: sql`select call_id::text as id from llm_calls c where texts_removed_at is not null and (
      prompt <> '' or response <> '' or status = 'open'
      or exists (select from llm_call_texts t where t.call_id = c.call_id)
      or exists (select from llm_call_search s where s.id = c.id and s.search <> ''))`,
  },
  {
    invariant: 26,
    broken: sql`select r.id from runs r where r.texts_removed_at is not null and (
      question <> '' or view->>'question' <> '' or view->>'answer' <> ''
      or exists (select from messages m where m.run_id = r.id and m.text <> '')
      or exists (select from llm_calls c where c.run_id = r.id and c.texts_removed_at is null))`,
  },
];
