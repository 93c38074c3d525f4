import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type {
  Budget,
  BudgetMeasure,
  BudgetRoom,
  BudgetScope,
  BudgetUse,
  BudgetWindow,
} from '#shared/budget.ts';
import { isoOrNull } from './isoOrNull.ts';
import { budgetsOf, type Spender } from './openCounters.ts';
import { runsOutAt } from './runsOutAt.ts';

const MOST_USES = 20;
const MOST_ENDED = 10;

type Moment = Date | string | number;

interface BudgetRow {
  id: number | string;
  scope: BudgetScope;
  subject: string | null;
  window: BudgetWindow;
  zone: string;
  measure: BudgetMeasure;
  limit: number | string;
  warnAt: number[];
  hard: boolean;
  createdAt: Moment;
  endedAt: Moment | null;
}

interface UseRow {
  budgetId: number | string;
  subject: string;
  settled: number | string;
  reserved: number | string;
  overrun: number | string;
  sinceMs: number;
  nowMs: number;
  ends: Moment;
}

/** A pace is told from the window's beginning; where it has none, from the first day that the budget has seen. */
const counterColumns = sql`c.budget_id as "budgetId", c.subject, c.settled, c.reserved, c.overrun, c.ends,
  extract(epoch from case when isfinite(c.starts) then c.starts else b.created_at end)::double precision * 1000 as "sinceMs",
  extract(epoch from clock_timestamp())::double precision * 1000 as "nowMs"`;

/** A company's budgets, the newest first, and the last that were ended. */
export async function listBudgets(em: Em, companyId: string): Promise<Budget[]> {
  const db = em.getKysely();
  const { rows: budgets } = await sql<BudgetRow>`
      select id, scope, subject, time_window as window, zone, measure, limit_amount as limit, warn_at as "warnAt",
        hard, created_at as "createdAt", ended_at as "endedAt"
      from (select *, row_number() over (partition by ended_at is null order by ended_at desc, id desc) as nth
        from budgets where company_id = ${companyId}) b
      where ended_at is null or nth <= ${MOST_ENDED}
      order by ended_at desc nulls first, id desc`.execute(db);
  const { rows: uses } = await sql<UseRow>`
      select * from (
        select ${counterColumns}, row_number() over (partition by c.budget_id order by c.settled desc, c.subject) as nth
        from budgets b join budget_counters c on c.budget_id = b.id
        where b.company_id = ${companyId} and c.starts <= clock_timestamp() and c.ends > clock_timestamp()
      ) used where nth <= ${MOST_USES} order by nth`.execute(db);
  const { rows: warnings } = await sql<{
    budgetId: number | string;
    subject: string;
    level: number;
    at: Moment;
  }>`
      select w.budget_id as "budgetId", w.subject, w.level, w.warned_at as at
      from budget_warnings w join budgets b on b.id = w.budget_id
      where b.company_id = ${companyId} and w.ends > clock_timestamp() order by w.warned_at, w.level`.execute(
    db,
  );
  const ofBudget = <Row extends { budgetId: number | string }>(rows: Row[], id: BudgetRow['id']) =>
    rows.filter((row) => Number(row.budgetId) === Number(id));
  return budgets.map((row) => {
    const limit = Number(row.limit);
    return {
      ...row,
      id: Number(row.id),
      limit,
      createdAt: new Date(row.createdAt).toISOString(),
      endedAt: row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
      uses: ofBudget(uses, row.id).map((use) => useOf(use, limit)),
      warnings: ofBudget(warnings, row.id).map(({ subject, level, at }) => ({
        subject,
        level,
        at: new Date(at).toISOString(),
      })),
    };
  });
}

/** What a user may still use in a conversation, budget by budget, the tightest first. */
export async function budgetRooms(em: Em, spender: Spender): Promise<BudgetRoom[]> {
  const { rows } = await sql<
    Pick<BudgetRow, 'scope' | 'window' | 'zone' | 'measure' | 'limit' | 'hard'> & UseRow
  >`
    select ${counterColumns}, b.scope, b.time_window as window, b.zone, b.measure, b.limit_amount as limit, b.hard
    from ${budgetsOf(spender)} order by c.settled::numeric / greatest(b.limit_amount, 1) desc nulls last, b.id`.execute(
    em.getKysely(),
  );
  return rows.map((row) => {
    const { scope, window, zone, measure, hard } = row;
    const limit = Number(row.limit);
    return { scope, window, zone, measure, hard, limit, ...useOf(row, limit) };
  });
}

function useOf(row: UseRow, limit: number): BudgetUse {
  const resetsAt = row.ends === null ? null : isoOrNull(row.ends);
  const settled = Number(row.settled);
  return {
    subject: row.subject ?? '',
    settled,
    reserved: Number(row.reserved),
    overrun: Number(row.overrun),
    resetsAt,
    runsOutAt: runsOutAt({ settled, limit, sinceMs: row.sinceMs, nowMs: row.nowMs, resetsAt }),
  };
}
