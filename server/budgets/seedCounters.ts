import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { BudgetMeasure, BudgetScope, BudgetWindow } from '#shared/budget.ts';
import { boundsAt } from './openCounters.ts';

/** What a closed row has taken of a budget, by the budget's measure. */
export const spentBy = (measure: BudgetMeasure) =>
  measure === 'tokens' ? sql`coalesce(total_tokens, 0)` : sql`coalesce(cost_nano_usd, 0)`;

const heldBy = (measure: BudgetMeasure) =>
  measure === 'tokens' ? sql`reserved_tokens` : sql`coalesce(reserved_nano_usd, 0)`;

const whoseBy: Record<BudgetScope, RawBuilder<unknown>> = {
  company: sql`''`,
  user: sql`user_id`,
  session: sql`session_id`,
};

/** A budget's rows in the ledger: those of its company, user or session. */
export const rowsOf = (budget: { companyId: string; scope: BudgetScope; subject: string | null }) =>
  sql`company_id = ${budget.companyId} and ${
    budget.subject === null ? sql`true` : sql`${whoseBy[budget.scope]} = ${budget.subject}`
  }`;

/**
 * Makes the counters of a budget's running window from what the ledger has of it already. From the lock to the commit no
 * row is opened or closed, so that each row is either in these sums or carried into them by the ledger's trigger.
 */
export async function seedCounters(tx: Em, budgetId: number): Promise<void> {
  const db = tx.getKysely();
  await sql`lock table llm_calls in share row exclusive mode`.execute(db);
  const { rows } = await sql<{
    companyId: string;
    scope: BudgetScope;
    subject: string | null;
    window: BudgetWindow;
    zone: string;
    measure: BudgetMeasure;
    now: number;
  }>`select company_id as "companyId", scope, subject, time_window as window, zone, measure,
      extract(epoch from clock_timestamp())::double precision * 1000 as now
    from budgets where id = ${budgetId}`.execute(db);
  const [budget] = rows;
  if (!budget) return;
  const { starts, ends } = boundsAt(budget.window, budget.now, budget.zone);
  await sql`
    insert into budget_counters (budget_id, subject, starts, ends, hard_limit, settled, reserved, overrun)
    select b.id, taken.whose, ${starts}::timestamptz, ${ends}::timestamptz, case when b.hard then b.limit_amount end,
      taken.settled, taken.reserved,
      case when b.hard then greatest(0, taken.settled + taken.reserved - b.limit_amount) else 0 end
    from budgets b, (
      select ${whoseBy[budget.scope]} as whose, sum(${spentBy(budget.measure)}) as settled,
        sum(${heldBy(budget.measure)}) as reserved
      from llm_calls
      where ${rowsOf(budget)} and created_at >= ${starts}::timestamptz and created_at < ${ends}::timestamptz
      group by 1
    ) taken
    where b.id = ${budgetId} and taken.whose is not null`.execute(db);
}
