import { sql } from 'kysely';
import { role } from '#shared/llmCall.ts';
import type { Rule } from './rule.ts';

const roles = sql.join(role.options.map((name) => sql`${name}`));

/** Who owns what, and that nobody wrote over anybody. */
export const ownershipRules: Rule[] = [
  {
    // a call outside a question has no run; a run that is gone took its conversation along
    invariant: 7,
    broken: sql`select c.call_id::text as id from llm_calls c
      left join runs r on r.id = c.run_id
      left join prompt_versions p on p.version = c.metadata->>'prompt_version'
      where c.user_id = '' or c.company_id = '' or c.attempt < 1 or c.metadata->>'agent' is null
        or p.version is null
        or (c.run_id is not null and (c.session_id is null or c.step_id is null
          or coalesce(c.metadata->>'role', '') not in (${roles})))
        or (r.id is null and exists (select from sessions s where s.company_id = c.company_id and s.id = c.session_id))
        or (r.id is not null and (r.session_id <> c.session_id or r.user_id <> c.user_id))`,
  },
  {
    invariant: 7,
    broken: sql`select distinct e.run_id as id from run_events e
      where not exists (select from runs r where r.id = e.run_id)`,
  },
  {
    invariant: 19,
    broken: sql`select min(id) as id from runs where request_id is not null
      group by company_id, user_id, request_id having count(*) > 1`,
  },
  {
    invariant: 19,
    broken: sql`select r.id from runs r
      left join messages m on m.run_id = r.id and m.role = 'user'
      group by r.id, r.question having count(m.id) <> 1 or min(m.text) <> r.question`,
  },
  {
    invariant: 20,
    broken: sql`select call_id::text as id from (
        select c.call_id, c.epoch, lag(c.epoch) over (partition by c.run_id order by c.id) as before,
          r.epoch as latest
        from llm_calls c join runs r on r.id = c.run_id
      ) as written where epoch < before or epoch > latest`,
  },
  {
    invariant: 21,
    broken: sql`select c.call_id::text as id from llm_calls c join runs r on r.id = c.run_id
      where r.company_id <> c.company_id`,
  },
  {
    invariant: 21,
    broken: sql`select m.run_id as id from messages m join runs r on r.id = m.run_id
      where m.company_id <> r.company_id or m.session_id <> r.session_id`,
  },
  {
    invariant: 21,
    broken: sql`select e.run_id as id from run_events e join runs r on r.id = e.run_id
      where e.seq = 1 and e.event->>'type' = 'run-start' and (e.event->>'companyId' is distinct from r.company_id
        or e.event->>'sessionId' is distinct from r.session_id or e.event->>'userId' is distinct from r.user_id)`,
  },
];
