import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { BudgetWindow } from '#shared/budget.ts';
import { windowAt } from './windowAt.ts';

/** Whose budgets are meant. */
export interface Spender {
  companyId: string;
  userId: string;
  sessionId: string | null;
}

const clock = sql`clock_timestamp()`;

/** What joins budgets to those of their counters that hold for a spender at a moment. */
export const budgetsOf = (
  { companyId, userId, sessionId }: Spender,
  at: RawBuilder<unknown> = clock,
) => sql`budgets b
  cross join lateral (select case b.scope
    when 'company' then '' when 'user' then ${userId}::text else ${sessionId}::text end as whose) s
  left join budget_counters c on c.budget_id = b.id and c.subject = s.whose
    and c.starts <= ${at} and c.ends > ${at}
  where b.company_id = ${companyId} and b.ended_at is null
    and s.whose is not null and (b.subject is null or b.subject = s.whose)`;

/** Begins the windows of a spender's budgets that nobody has used yet. Counters begin at 0: no call lies in them. */
export async function openCounters(em: Em, spender: Spender, at?: Date): Promise<void> {
  const moment = at === undefined ? clock : sql`${at.toISOString()}::timestamptz`;
  const { rows } = await sql<{
    id: number | string;
    window: BudgetWindow;
    zone: string;
    whose: string;
    now: number;
  }>`
    select b.id, b.time_window as window, b.zone, s.whose,
      extract(epoch from ${moment})::double precision * 1000 as now
    from ${budgetsOf(spender, moment)} and c.budget_id is null`.execute(em.getKysely());
  for (const { id, window, zone, whose, now } of rows) {
    const { starts, ends } = boundsAt(window, now, zone);
    await sql`insert into budget_counters (budget_id, subject, starts, ends, hard_limit)
      select b.id, ${whose}, ${starts}::timestamptz, ${ends}::timestamptz, case when b.hard then b.limit_amount end
      from budgets b where b.id = ${id} and b.ended_at is null for share
      on conflict do nothing`.execute(em.getKysely());
  }
}

/** A window's bounds as the database takes them. */
export function boundsAt(window: BudgetWindow, atMs: number, zone: string): { starts: string; ends: string } {
  const span = windowAt(window, atMs, zone);
  if (span === null) return { starts: '-infinity', ends: 'infinity' };
  return { starts: new Date(span.startsMs).toISOString(), ends: new Date(span.endsMs).toISOString() };
}
