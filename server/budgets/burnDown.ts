import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { BudgetMeasure, BudgetScope, BudgetWindow, BurnDown, NamedBudget } from '#shared/budget.ts';
import { budgetNotFound } from './keepBudgets.ts';
import { rowsOf, spentBy } from './seedCounters.ts';
import { windowAt } from './windowAt.ts';

const STEPS = 60;

/** How much of a budget was used by when, from the beginning of its window to now, by the ledger's own rows. */
export async function burnDownOf(
  em: Em,
  { budgetId, companyId, subject }: NamedBudget & { subject: string },
): Promise<BurnDown> {
  const db = em.getKysely();
  const { rows } = await sql<{
    scope: BudgetScope;
    window: BudgetWindow;
    zone: string;
    measure: BudgetMeasure;
    nowMs: number;
    createdMs: number;
  }>`select scope, time_window as window, zone, measure,
      extract(epoch from clock_timestamp())::double precision * 1000 as "nowMs",
      extract(epoch from created_at)::double precision * 1000 as "createdMs"
    from budgets where id = ${budgetId} and company_id = ${companyId}`.execute(db);
  const [budget] = rows;
  if (!budget) throw budgetNotFound();
  const { scope, window, zone, measure, nowMs, createdMs } = budget;
  const span = windowAt(window, nowMs, zone);
  const sinceMs = Math.floor(span?.startsMs ?? createdMs);
  const stepMs = Math.max(1, (nowMs - sinceMs) / STEPS);
  const from = span === null ? sql`true` : sql`created_at >= ${new Date(sinceMs).toISOString()}::timestamptz`;
  // what was used before a budget without a window was made is where its line begins
  const step = sql`greatest(0, ceil((extract(epoch from created_at) * 1000 - ${sinceMs}) / ${stepMs}::numeric))`;
  const { rows: steps } = await sql<{ step: number | string; used: number | string }>`
    select ${step} as step, sum(${spentBy(measure)}) as used from llm_calls
    where ${rowsOf({ companyId, scope, subject: subject === '' ? null : subject })} and ${from} and status <> 'open'
    group by 1 order by 1`.execute(db);
  const points: BurnDown = [{ at: new Date(sinceMs).toISOString(), used: 0 }];
  let used = 0;
  for (const one of steps) {
    used += Number(one.used);
    const at = new Date(Math.min(nowMs, sinceMs + Number(one.step) * stepMs)).toISOString();
    points.push({ at, used });
  }
  points.push({ at: new Date(nowMs).toISOString(), used });
  return points;
}
