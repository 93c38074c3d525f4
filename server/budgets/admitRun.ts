import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { BudgetMeasure, BudgetScope, BudgetWindow } from '#shared/budget.ts';
import { exceeded, needsPrice } from './budgetRefusal.ts';
import { isoOrNull } from './isoOrNull.ts';
import { budgetsOf, openCounters, type Spender } from './openCounters.ts';

/** What a run may take, the last reservation of its dearest call included. */
export interface RunNeeds {
  tokens: number;
  /** Null where a model has no known price, which is then named. */
  nanoUsd: number | null;
  unpriced: string | null;
}

interface Counter {
  scope: BudgetScope;
  window: BudgetWindow;
  zone: string;
  measure: BudgetMeasure;
  limit: number | string;
  ends: Date | string | number;
  used: number | string;
}

/** Whether any budget can refuse what a spender asks. */
export async function hasHardBudgets(em: Em, spender: Spender): Promise<boolean> {
  const { rows } = await sql`select from ${budgetsOf(spender)} and b.hard limit 1`.execute(em.getKysely());
  return rows.length > 0;
}

/**
 * Lets a new run in, inside its own transaction, while it fits beside what the unfinished runs were let in for: of two
 * hundred sent at once, those that fit are answered, instead of all being begun.
 * @throws AppError `budget-exceeded`, `budget-needs-price`
 */
export async function admitRun(tx: Em, runId: string, spender: Spender, needs: RunNeeds): Promise<void> {
  const db = tx.getKysely();
  await openCounters(tx, spender);
  await sql`update runs set estimated_tokens = ${needs.tokens}, estimated_nano_usd = ${needs.nanoUsd}
    where id = ${runId}`.execute(db);
  const holding = sql`${budgetsOf(spender)} and b.hard`;
  // in the ledger's order; whoever sends at the same time waits here, then sees this run
  await sql`select from budget_counters where (budget_id, subject, starts) in
      (select c.budget_id, c.subject, c.starts from ${holding})
    order by subject = '', budget_id for update`.execute(db);
  const { rows } = await sql<Counter>`
    select b.scope, b.time_window as window, b.zone, b.measure, b.limit_amount as limit, c.ends,
      c.settled + c.reserved + coalesce(promised.amount, 0) as used
    from ${sql`(select b.*, s.whose, c.starts as counter_starts from ${holding})`} b
    join budget_counters c on c.budget_id = b.id and c.subject = b.whose and c.starts = b.counter_starts
    cross join lateral (
      select sum(greatest(0, case b.measure when 'tokens' then r.estimated_tokens - taken.tokens
        else r.estimated_nano_usd - taken.nano_usd end)) as amount
      from runs r
      cross join lateral (
        select coalesce(sum(coalesce(total_tokens, 0) + reserved_tokens), 0) as tokens,
          coalesce(sum(coalesce(cost_nano_usd, 0) + coalesce(reserved_nano_usd, 0)), 0) as nano_usd
        from llm_calls where run_id = r.id
      ) taken
      where r.status in ('queued', 'running') and r.company_id = ${spender.companyId} and r.id <> ${runId}
        and case b.scope when 'company' then true when 'user' then r.user_id = b.whose
          else r.session_id = b.whose end
    ) promised
    order by b.scope = 'company', b.id`.execute(db);
  for (const { ends, ...counter } of rows) {
    const needed = counter.measure === 'tokens' ? needs.tokens : needs.nanoUsd;
    if (needed === null) throw needsPrice(needs.unpriced ?? 'a model');
    const used = Number(counter.used);
    if (needed > 0 && used + needed > Number(counter.limit))
      throw exceeded('question', { ...counter, needed, used, resetsAt: isoOrNull(ends) });
  }
}
