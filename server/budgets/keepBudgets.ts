import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { retryConflicts } from '#server/db/retryConflicts.ts';
import type { ChangedBudget, NamedBudget, NewBudget } from '#shared/budget.ts';
import { sampleUsageCompanyId } from '#shared/limits.ts';
import { seedCounters } from './seedCounters.ts';

/**
 * Makes a budget; what was used in its running window already counts.
 * @throws AppError `company-not-found`, `bad-input`
 */
export function makeBudget(em: Em, made: NewBudget): Promise<number> {
  if (made.scope === 'company' && made.subject !== undefined)
    throw new AppError('bad-input', 'subject: a budget of the whole company names no user and no session');
  if (made.companyId === sampleUsageCompanyId)
    throw new AppError('bad-input', 'companyId: nobody spends in the sample, so it needs no budget');
  const write = async (tx: Em) => {
    const { rows } = await sql<{ id: number | string }>`
      insert into budgets (company_id, scope, subject, time_window, zone, measure, limit_amount, warn_at, hard)
      values (${made.companyId}, ${made.scope}, ${made.subject ?? null}, ${made.window}, ${made.zone},
        ${made.measure}, ${made.limit}, ${sql.val(made.warnAt)}::smallint[], ${made.hard})
      returning id`.execute(tx.getKysely());
    const id = Number(rows[0]?.id);
    await seedCounters(tx, id);
    return id;
  };
  return inCompany(em, made.companyId, () => retryConflicts(() => em.fork().transactional(write)));
}

/** Changes limit, warning levels and hardness, from now on. @throws AppError `budget-not-found` */
export function changeBudget(em: Em, changed: ChangedBudget): Promise<void> {
  const { budgetId, companyId, limit, warnAt, hard } = changed;
  return retryConflicts(() =>
    em.fork().transactional(async (tx) => {
      const db = tx.getKysely();
      const { rows } = await sql`update budgets
        set limit_amount = ${limit}, warn_at = ${sql.val(warnAt)}::smallint[], hard = ${hard}
        where id = ${budgetId} and company_id = ${companyId} and ended_at is null returning id`.execute(db);
      if (rows.length === 0) throw budgetNotFound();
      await sql`update budget_counters set hard_limit = case when ${hard} then ${limit}::bigint end,
          overrun = case when ${hard} then greatest(0, settled + reserved - ${limit}::bigint) else 0 end
        where budget_id = ${budgetId} and ends > clock_timestamp()`.execute(db);
    }),
  );
}

/** Ends a budget: it refuses and warns no more. @throws AppError `budget-not-found` */
export function endBudget(em: Em, { budgetId, companyId }: NamedBudget): Promise<void> {
  return retryConflicts(() =>
    em.fork().transactional(async (tx) => {
      const db = tx.getKysely();
      const { rows } = await sql`update budgets set ended_at = now()
        where id = ${budgetId} and company_id = ${companyId} and ended_at is null returning id`.execute(db);
      if (rows.length === 0) throw budgetNotFound();
      await sql`delete from budget_counters where budget_id = ${budgetId}`.execute(db);
    }),
  );
}

/** Takes the end of a budget back; what was used meanwhile counts. @throws AppError `budget-not-found` */
export function restoreBudget(em: Em, { budgetId, companyId }: NamedBudget): Promise<void> {
  return retryConflicts(() =>
    em.fork().transactional(async (tx) => {
      const { rows } = await sql`update budgets set ended_at = null
        where id = ${budgetId} and company_id = ${companyId} and ended_at is not null returning id`.execute(
        tx.getKysely(),
      );
      if (rows.length === 0) throw budgetNotFound();
      await seedCounters(tx, budgetId);
    }),
  );
}

export const budgetNotFound = () =>
  new AppError('budget-not-found', 'There is no such budget.', { status: 404 });
