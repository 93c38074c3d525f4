import { sql } from 'kysely';
import { makeBudget } from '#server/budgets/keepBudgets.ts';
import { openCounters } from '#server/budgets/openCounters.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { newBudget } from '#shared/budget.ts';
import { insertReviews } from '../insertReviews.ts';

const HOUR_MS = 3_600_000;
/** Over the ends of summer and winter time, and over ends of months. */
const stretches = ['2026-03-06', '2026-03-28', '2026-04-03', '2026-10-30'];

/**
 * Spends from a budget of days and one of months of a zone, and compares what was told with what was due.
 * @param processes a fork of each process that spends at a moment, all of them at the same time
 */
export async function levelsTold(
  zone: string,
  processes: (nth: number) => Em[] | Promise<Em[]>,
): Promise<{ told: string[]; due: string[] }> {
  const companyId = `z-${zone.replace('/', '.')}`;
  const em = async () => (await processes(0))[0] as Em;
  await insertReviews(await em(), companyId, 0);
  const terms = { companyId, scope: 'company', zone, measure: 'tokens', limit: 100, hard: false } as const;
  const day = await makeBudget(await em(), newBudget.parse({ ...terms, window: 'day' }));
  const month = await makeBudget(await em(), newBudget.parse({ ...terms, window: 'month', limit: 400 }));
  const spent = new Map<string, number>();
  // days and months as a calendar of the zone has them, by code that shares nothing with the windows
  const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  let nth = 0;
  for (const from of stretches) {
    for (let hour = 0; hour < 96; hour += 7) {
      const at = new Date(Date.parse(from) + hour * HOUR_MS);
      const tokens = 10 + ((nth * 37) % 50);
      nth += 1;
      const forks = await processes(nth);
      await Promise.all(forks.map((fork) => spend(fork, { companyId, at, tokens })));
      const local = calendar.format(at);
      for (const key of [`${day} ${local}`, `${month} ${local.slice(0, 7)}`])
        spent.set(key, (spent.get(key) ?? 0) + tokens * forks.length);
    }
  }
  const due = [...spent].flatMap(([key, used]) => {
    const limit = key.startsWith(`${day} `) ? 100 : 400;
    return [50, 80, 100].filter((level) => used * 100 >= level * limit).map((level) => `${key} ${level}`);
  });
  const { rows } = await sql<{ budget_id: number | string; starts: Date | string; level: number }>`
    select budget_id, starts, level from budget_warnings where budget_id in (${day}, ${month})`.execute(
    (await em()).getKysely(),
  );
  const told = rows.map(({ budget_id, starts, level }) => {
    // the first moment of a day that a clock jumps over midnight into is later than midnight, never earlier
    const local = calendar.format(new Date(starts));
    return `${budget_id} ${Number(budget_id) === day ? local : local.slice(0, 7)} ${level}`;
  });
  return { told: told.toSorted(), due: due.toSorted() };
}

/** A call at a moment, opened and settled. */
async function spend(em: Em, call: { companyId: string; at: Date; tokens: number }): Promise<void> {
  const { companyId, at, tokens } = call;
  await openCounters(em, { companyId, userId: 'ann', sessionId: null }, at);
  const { rows } = await sql<{ id: number | string }>`
    insert into llm_calls (call_id, model, provider, call_type, status, prompt, user_id, company_id, reserved_tokens,
      created_at, metadata)
    values (gen_random_uuid(), 'm', 'v', 'CHAT', 'open', '', 'ann', ${companyId}, ${tokens},
      ${at.toISOString()}::timestamptz, '{}') returning id`.execute(em.getKysely());
  await sql`update llm_calls set status = 'done', prompt_tokens = ${tokens}, completion_tokens = 0,
      total_tokens = ${tokens}, usage_source = 'provider', ended_at = created_at, duration_ms = 1
    where id = ${rows[0]?.id}`.execute(em.getKysely());
}
