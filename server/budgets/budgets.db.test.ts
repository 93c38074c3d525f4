import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLedger } from '#server/llm/ledger.ts';
import { ledgerCall, ledgerEnd } from '#server/testing/budgets/ledgerCall.ts';
import { insertReviews } from '#server/testing/insertReviews.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import { verify } from '#server/verify/verify.ts';
import { type NewBudget, newBudget } from '#shared/budget.ts';
import { changeBudget, endBudget, makeBudget, restoreBudget } from './keepBudgets.ts';
import { budgetRooms, listBudgets } from './listBudgets.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

/** A company of a test's own. */
async function site() {
  const companyId = `c-${randomUUID()}`;
  const fork = () => database.database.fork();
  await insertReviews(database.em, companyId, 1);
  const ledger = createLedger(fork);
  return {
    companyId,
    fork,
    ledger,
    make: (terms: Partial<NewBudget> & { limit: number }) =>
      makeBudget(
        fork(),
        newBudget.parse({
          companyId,
          scope: 'company',
          window: 'month',
          measure: 'tokens',
          hard: true,
          ...terms,
        }),
      ),
    use: async (budgetId: number) =>
      (await listBudgets(fork(), companyId)).find(({ id }) => id === budgetId)?.uses[0],
    call: (call: Omit<Parameters<typeof ledgerCall>[0], 'companyId'>) => ledgerCall({ companyId, ...call }),
    async spend(tokens: number, call: Partial<Parameters<typeof ledgerCall>[0]> = {}) {
      const row = ledgerCall({ companyId, tokens, nanoUsd: tokens, ...call });
      await ledger.open(row);
      await ledger.settle(ledgerEnd(row.callId, tokens));
    },
    broken: async () =>
      (await verify(fork())).invariants
        .filter(({ broken }) => broken.length > 0)
        .map(({ id, broken }) => `${id}: ${broken.join(', ')}`),
  };
}

describe('a hard budget', () => {
  test('lets two hundred calls at once in as long as they fit, and refuses the others before they are sent', async () => {
    const at = await site();
    const budgetId = await at.make({ limit: 3_500, measure: 'cost' });
    const rows = Array.from({ length: 200 }, () => at.call({ tokens: 5, nanoUsd: 1_000 }));
    const opened = await Promise.allSettled(rows.map((row) => at.ledger.open(row)));
    const open = rows.filter((_, index) => opened[index]?.status === 'fulfilled');
    expect(open).toHaveLength(3);
    expect(await at.use(budgetId)).toMatchObject({ settled: 0, reserved: 3_000, overrun: 0 });
    await Promise.all(open.map((row) => at.ledger.settle(ledgerEnd(row.callId, 900))));
    expect(await at.use(budgetId)).toMatchObject({ settled: 2_700, reserved: 0, overrun: 0 });
    const { rows: refused } =
      await sql`select from llm_calls where company_id = ${at.companyId} and status = 'rejected'
      and error_code = 'budget-exceeded' and sent_at is null`.execute(at.fork().getKysely());
    expect(refused).toHaveLength(197);
    expect(await at.broken()).toEqual([]);
  });

  test.each([1, 20])(
    'is used to 99 of 100 by small calls, %i at a time, before one is refused',
    async (atOnce) => {
      const at = await site();
      const limit = 100_000;
      const budgetId = await at.make({ limit });
      await at.spend(96_000);
      let isRefused = false;
      const callInTurn = async () => {
        while (!isRefused) {
          // each holds five times what it takes
          const row = at.call({ tokens: 50 });
          try {
            await at.ledger.open(row);
          } catch (error) {
            expect(error).toMatchObject({ code: 'budget-exceeded' });
            isRefused = true;
            return;
          }
          await at.ledger.settle(ledgerEnd(row.callId, 10));
        }
      };
      await Promise.all(Array.from({ length: atOnce }, callInTurn));
      const use = await at.use(budgetId);
      expect(use?.settled).toBeGreaterThanOrEqual(limit * 0.99);
      expect(use).toMatchObject({ reserved: 0, overrun: 0 });
    },
  );

  test('says what is missing, what the limit is and when it begins anew', async () => {
    const at = await site();
    await at.make({ limit: 2_000_000_000, measure: 'cost', window: 'total' });
    await expect(at.spend(2_500_000_000)).rejects.toMatchObject({
      code: 'budget-exceeded',
      status: 429,
      message:
        'The next call may take $2.50, but $2.00 is left: the company may use $2.00 in total. It does not begin anew.',
    });
  });

  test('of zero refuses everything but what is free', async () => {
    const at = await site();
    await at.make({ limit: 0, measure: 'cost' });
    await expect(at.spend(1)).rejects.toMatchObject({ code: 'budget-exceeded' });
    const free = at.call({ tokens: 10, nanoUsd: 0 });
    await at.ledger.open(free);
    await at.ledger.settle({ ...ledgerEnd(free.callId, 10), costNanoUsd: 0, price: { free: true } });
    expect(await at.broken()).toEqual([]);
  });

  test('of money refuses a model whose price nobody knows, one of tokens does not', async () => {
    const at = await site();
    await at.make({ limit: 1_000, measure: 'tokens' });
    await at.spend(10, { nanoUsd: null });
    await at.make({ limit: 1_000, measure: 'cost' });
    await expect(at.spend(10, { nanoUsd: null })).rejects.toMatchObject({ code: 'budget-needs-price' });
  });

  test('shows how far an answer went beyond what was held for it, and refuses until it begins anew', async () => {
    const at = await site();
    const budgetId = await at.make({ limit: 1_000 });
    const row = at.call({ tokens: 900 });
    await at.ledger.open(row);
    await at.ledger.settle(ledgerEnd(row.callId, 1_200));
    expect(await at.use(budgetId)).toMatchObject({ settled: 1_200, reserved: 0, overrun: 200 });
    await expect(at.spend(1)).rejects.toMatchObject({ code: 'budget-exceeded' });
    expect(await at.broken()).toEqual([]);
  });
});

describe('who spends', () => {
  test('each user has a budget of their own, a named one only theirs, and nobody is blocked by another', async () => {
    const at = await site();
    await at.make({ scope: 'user', limit: 100 });
    await at.make({ scope: 'user', subject: 'bob', limit: 10 });
    await at.spend(100);
    await expect(at.spend(1)).rejects.toMatchObject({ code: 'budget-exceeded' });
    await expect(at.spend(20, { userId: 'bob' })).rejects.toMatchObject({ code: 'budget-exceeded' });
    await at.spend(10, { userId: 'bob' });
    await at.spend(100, { userId: 'cleo' });
    expect(await at.broken()).toEqual([]);
  });

  test('a conversation’s budget leaves calls outside any conversation alone', async () => {
    const at = await site();
    await at.make({ scope: 'session', window: 'total', limit: 50 });
    await at.spend(500);
    await at.spend(40, { sessionId: 's-1' });
    await expect(at.spend(20, { sessionId: 's-1' })).rejects.toMatchObject({ code: 'budget-exceeded' });
    const spender = { companyId: at.companyId, userId: 'ann', sessionId: 's-1' };
    expect(await budgetRooms(at.fork(), spender)).toMatchObject([{ settled: 40, limit: 50, subject: 's-1' }]);
  });

  test('another company’s calls count nowhere', async () => {
    const at = await site();
    const other = await site();
    const budgetId = await at.make({ limit: 100 });
    await other.spend(90);
    await at.spend(90);
    expect(await at.use(budgetId)).toMatchObject({ settled: 90 });
  });
});

describe('a budget’s life', () => {
  test('what was used before it was made counts, open calls too', async () => {
    const at = await site();
    await at.spend(300);
    const open = at.call({ tokens: 500 });
    await at.ledger.open(open);
    const budgetId = await at.make({ limit: 1_000 });
    expect(await at.use(budgetId)).toMatchObject({ settled: 300, reserved: 500 });
    await at.ledger.settle(ledgerEnd(open.callId, 400));
    expect(await at.use(budgetId)).toMatchObject({ settled: 700, reserved: 0 });
    expect(await at.broken()).toEqual([]);
  });

  test('made below what is used it shows the overrun; raised, it has room again', async () => {
    const at = await site();
    await at.spend(300);
    const budgetId = await at.make({ limit: 200 });
    expect(await at.use(budgetId)).toMatchObject({ settled: 300, overrun: 100 });
    const terms = { companyId: at.companyId, budgetId, warnAt: [80], hard: true };
    await changeBudget(at.fork(), { ...terms, limit: 400 });
    expect(await at.use(budgetId)).toMatchObject({ settled: 300, overrun: 0 });
    await at.spend(100);
    await expect(at.spend(1)).rejects.toMatchObject({ code: 'budget-exceeded' });
    await changeBudget(at.fork(), { ...terms, limit: 400, hard: false });
    await at.spend(50);
    expect(await at.broken()).toEqual([]);
  });

  test('ended it refuses nothing; taken back, what was used meanwhile counts', async () => {
    const at = await site();
    const budgetId = await at.make({ limit: 100 });
    await at.spend(90);
    const open = at.call({ tokens: 10 });
    await at.ledger.open(open);
    await endBudget(at.fork(), { companyId: at.companyId, budgetId });
    await at.spend(500);
    await at.ledger.settle(ledgerEnd(open.callId, 7));
    await restoreBudget(at.fork(), { companyId: at.companyId, budgetId });
    expect(await at.use(budgetId)).toMatchObject({ settled: 597, reserved: 0, overrun: 497 });
    expect(await at.broken()).toEqual([]);
  });

  test('made, changed, ended and taken back while calls come and go, its counters stay the ledger’s sums', async () => {
    const at = await site();
    const calls = Array.from({ length: 60 }, async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, n * 5));
      await at.spend(10, { userId: `u${n % 3}` }).catch(() => undefined);
    });
    const budgetId = await at.make({ limit: 300 });
    await at.make({ scope: 'user', limit: 120, window: 'day' });
    for (const limit of [200, 400]) {
      await changeBudget(at.fork(), { companyId: at.companyId, budgetId, limit, warnAt: [], hard: true });
      await endBudget(at.fork(), { companyId: at.companyId, budgetId });
      await restoreBudget(at.fork(), { companyId: at.companyId, budgetId });
    }
    await Promise.all(calls);
    expect(await at.broken()).toEqual([]);
  });
});

test('each level is told once, by the call that reached it', async () => {
  const at = await site();
  const budgetId = await at.make({ limit: 100, hard: false });
  for (const tokens of [40, 20, 10, 15, 30, 1]) await at.spend(tokens);
  const { rows } = await sql<{ level: number }>`select level from budget_warnings
    where budget_id = ${budgetId} order by level`.execute(at.fork().getKysely());
  expect(rows.map(({ level }) => level)).toEqual([50, 80, 100]);
});
