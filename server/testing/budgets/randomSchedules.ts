import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import pLimit from 'p-limit';
import { changeBudget, makeBudget } from '#server/budgets/keepBudgets.ts';
import { listBudgets } from '#server/budgets/listBudgets.ts';
import { type Em, openDatabase } from '#server/db/openDatabase.ts';
import { createLedger, type NewLedgerRow } from '#server/llm/ledger.ts';
import { type NewBudget, newBudget } from '#shared/budget.ts';
import { seededRandom } from '../crash/seededRandom.ts';
import { ledgerCall, ledgerEnd } from './ledgerCall.ts';

export interface ScheduleFindings {
  schedules: number;
  calls: number;
  /** Refused although there was room, and let in although there was none. */
  falseRefusals: number;
  falseAdmissions: number;
  /** Budgets whose counters are not what was spent and is held. */
  wrongCounters: number;
}

interface SpentCall {
  row: NewLedgerRow;
  /** Null while it is open. */
  tokens: number | null;
}

/** Opens and settles calls in random order against random budgets, and holds every answer against sums made anew. */
export async function randomSchedules(
  fork: () => Em,
  options: { schedules: number; seed: number; atOnce?: number },
): Promise<ScheduleFindings> {
  const found = { schedules: 0, calls: 0, falseRefusals: 0, falseAdmissions: 0, wrongCounters: 0 };
  const ledger = createLedger(fork);
  const inTurn = pLimit(options.atOnce ?? 1);

  async function schedule(nth: number): Promise<void> {
    const random = seededRandom(options.seed * 100_003 + nth);
    const below = (most: number) => Math.floor(random() * most);
    const pick = <Item>(items: readonly Item[]) => items[below(items.length)] as Item;
    const companyId = `schedule-${options.seed}-${nth}`;
    await sql`insert into companies (id, name) values (${companyId}, 'Random')`.execute(fork().getKysely());

    const budgets = new Map<number, NewBudget>();
    for (let made = 0; made <= below(3); made += 1) {
      const scope = pick(['company', 'user', 'session'] as const);
      const terms = newBudget.parse({
        companyId,
        scope,
        ...(scope === 'user' && random() < 0.3 ? { subject: 'u0' } : {}),
        window: pick(['day', 'week', 'month', 'total']),
        zone: pick(['UTC', 'Asia/Kathmandu', 'America/New_York']),
        measure: pick(['tokens', 'cost']),
        limit: below(1_000),
        hard: random() < 0.85,
      });
      budgets.set(await makeBudget(fork(), terms), terms);
    }

    const calls: SpentCall[] = [];
    const sums = (budget: NewBudget, subject: string) =>
      calls
        .filter(({ row: { owner } }) => subjectIn(budget, owner) === subject)
        .reduce((sum, { row, tokens }) => sum + (tokens ?? heldBy(budget, row)), 0);
    const hasRoom = (row: NewLedgerRow) =>
      [...budgets.values()].every((budget) => {
        const subject = subjectIn(budget, row.owner);
        const held = heldBy(budget, row);
        return !budget.hard || subject === null || held === 0 || sums(budget, subject) + held <= budget.limit;
      });

    for (let step = 0; step < 14; step += 1) {
      const open = calls.filter(({ tokens }) => tokens === null);
      const dice = random();
      if (dice < 0.05) {
        const [[budgetId, terms] = []] = [...budgets];
        if (budgetId === undefined || !terms) continue;
        const changed = { ...terms, limit: below(1_000) };
        await changeBudget(fork(), {
          budgetId,
          companyId,
          limit: changed.limit,
          hard: terms.hard,
          warnAt: [],
        });
        budgets.set(budgetId, changed);
      } else if (dice < 0.5 && open.length > 0) {
        const call = pick(open);
        // now and then an answer goes on beyond what was asked for
        const tokens = below(call.row.bound.tokens * (random() < 0.1 ? 2 : 1) + 1);
        await ledger.settle(ledgerEnd(call.row.callId, tokens));
        call.tokens = tokens;
      } else {
        const tokens = below(300);
        const sessionId = random() < 0.8 ? `s${below(2)}` : null;
        const row = ledgerCall({ companyId, userId: `u${below(2)}`, sessionId, tokens, nanoUsd: tokens });
        const expected = hasRoom(row);
        const isOpen = await ledger.open(row).then(
          () => true,
          () => false,
        );
        found.calls += 1;
        if (isOpen) calls.push({ row, tokens: null });
        if (isOpen && !expected) found.falseAdmissions += 1;
        if (!isOpen && expected) found.falseRefusals += 1;
      }
    }
    for (const { id, uses, limit } of await listBudgets(fork(), companyId)) {
      const budget = budgets.get(id);
      for (const { subject, settled, reserved, overrun } of uses) {
        const used = budget ? sums(budget, subject) : -1;
        const beyond = budget?.hard ? Math.max(0, used - limit) : 0;
        if (settled + reserved !== used || overrun !== beyond) found.wrongCounters += 1;
      }
    }
    found.schedules += 1;
  }

  await Promise.all(Array.from({ length: options.schedules }, (_, nth) => inTurn(() => schedule(nth))));
  return found;
}

/** Whose counter of a budget a call is charged to; null when the budget is not about it. */
function subjectIn({ scope, subject }: NewBudget, owner: NewLedgerRow['owner']): string | null {
  if (scope === 'company') return '';
  const whose = scope === 'user' ? owner.userId : owner.sessionId;
  return subject === undefined || subject === whose ? whose : null;
}

const heldBy = ({ measure }: NewBudget, { bound }: NewLedgerRow) =>
  measure === 'tokens' ? bound.tokens : (bound.nanoUsd ?? 0);

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      postgres: { type: 'string', default: '' },
    },
  });
  const database = await openDatabase({
    dataDir: '.data',
    databaseUrl: values.postgres,
    poolSize: 4,
    onWarning: (message) => process.stderr.write(`${message}\n`),
  });
  await database.migrate();
  const [schedules, seed] = [Number(values.schedules), Number(values.seed)];
  const found = await randomSchedules(database.fork, { schedules, seed, atOnce: 4 });
  process.stdout.write(`${JSON.stringify(found)}\n`);
  await database.close();
  process.exitCode = found.falseRefusals + found.falseAdmissions + found.wrongCounters === 0 ? 0 : 1;
}
