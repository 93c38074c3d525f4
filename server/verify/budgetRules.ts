import { sql } from 'kysely';
import type { Rule } from './rule.ts';

const measured = (tokens: string, money: string) =>
  sql`case b.measure when 'tokens' then ${sql.ref(tokens)} else ${sql.ref(money)} end`;

/** What a counter's rows in the ledger add up to. */
const taken = sql`(
  select coalesce(sum(${measured('l.total_tokens', 'l.cost_nano_usd')}) filter (where l.status <> 'open'), 0) as settled,
    coalesce(sum(${measured('l.reserved_tokens', 'l.reserved_nano_usd')}) filter (where l.status = 'open'), 0) as reserved
  from llm_calls l
  where l.company_id = b.company_id and l.created_at >= c.starts and l.created_at < c.ends
    and case b.scope when 'company' then true when 'user' then l.user_id = c.subject
      else l.session_id = c.subject end
)`;

const counters = sql`budget_counters c join budgets b on b.id = c.budget_id`;
const name = sql`c.budget_id || ' ' || c.subject || ' ' || c.starts as id`;

/** Budgets are sums over the ledger, and hold. */
export const budgetRules: Rule[] = [
  {
    invariant: 16,
    broken: sql`select ${name} from ${counters} cross join lateral ${taken} t
      where c.settled <> t.settled or c.reserved <> t.reserved`,
  },
  {
    // open rows of budgets without a counter would be held by nothing
    invariant: 16,
    broken: sql`select l.call_id::text as id from llm_calls l join budgets b on b.company_id = l.company_id
      where l.status = 'open' and b.ended_at is null and l.created_at > b.created_at
        and case b.scope when 'company' then b.subject is null
          when 'user' then l.user_id = coalesce(b.subject, l.user_id)
          else l.session_id = coalesce(b.subject, l.session_id) end
        and not exists (select from budget_counters c where c.budget_id = b.id and c.starts <= l.created_at
          and c.ends > l.created_at and c.subject = case b.scope when 'company' then ''
            when 'user' then l.user_id else l.session_id end)`,
  },
  {
    invariant: 17,
    broken: sql`select ${name} from ${counters}
      where c.hard_limit is distinct from case when b.hard then b.limit_amount end
        or c.settled + c.reserved > c.hard_limit + c.overrun
        or (c.overrun > 0 and c.overrun > c.settled + c.reserved - c.hard_limit)`,
  },
];
