import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { BudgetMeasure, BudgetScope, BudgetWindow } from '#shared/budget.ts';
import { warningWords } from '#shared/budgetWords.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import { isoOrNull } from './isoOrNull.ts';

/** A level that a budget has reached, as the event that tells of it. */
export type BudgetWarning = Extract<NewChatEvent, { type: 'budget' }>;

interface Row {
  budget_id: number | string;
  level: number;
  used: number | string;
  limit_amount: number | string;
  ends: Date | string | number;
  scope: BudgetScope;
  window: BudgetWindow;
  zone: string;
  measure: BudgetMeasure;
}

/** The levels that the calls of a run have reached, or one of them: what its log must have told by its end. */
export async function warningsOf(
  em: Em,
  runId: string,
  callId: string | null = null,
): Promise<BudgetWarning[]> {
  const { rows } = await sql<Row>`
    -- warnings_of_run
    select w.budget_id, w.level, w.used, w.limit_amount, w.ends, b.scope, b.time_window as window, b.zone, b.measure
    from budget_warnings w join budgets b on b.id = w.budget_id
    where w.run_id = ${runId} and (${callId}::uuid is null or w.call_id = ${callId}::uuid)
    order by w.budget_id, w.starts, w.level`.execute(em.getKysely());
  return rows.map((row) => {
    const { level, scope, measure } = row;
    const [used, limit, resetsAt] = [Number(row.used), Number(row.limit_amount), isoOrNull(row.ends)];
    const message = warningWords({ ...row, limit, used, resetsAt });
    return {
      type: 'budget',
      budgetId: Number(row.budget_id),
      level,
      scope,
      used,
      limit,
      measure,
      resetsAt,
      message,
    };
  });
}
