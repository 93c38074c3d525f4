import { type RawBuilder, sql } from 'kysely';
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

/** The levels that settling a call has reached. */
export const warningsOfCall = (em: Em, callId: string): Promise<BudgetWarning[]> =>
  warningsWhere(
    em,
    sql`w.run_id = (select run_id from llm_calls where call_id = ${callId}::uuid)
    and w.call_id = ${callId}::uuid`,
  );

/** The levels that the calls of a run have reached: what its log must have told by its end. */
export const warningsOfRun = (em: Em, runId: string): Promise<BudgetWarning[]> =>
  warningsWhere(em, sql`w.run_id = ${runId}`);

async function warningsWhere(em: Em, condition: RawBuilder<unknown>): Promise<BudgetWarning[]> {
  const { rows } = await sql<Row>`
    select w.budget_id, w.level, w.used, w.limit_amount, w.ends, b.scope, b.time_window as window, b.zone, b.measure
    from budget_warnings w join budgets b on b.id = w.budget_id
    where ${condition} order by w.budget_id, w.starts, w.level`.execute(em.getKysely());
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
