import { z } from 'zod';
import { changeBudget, endBudget, makeBudget, restoreBudget } from '#server/budgets/keepBudgets.ts';
import { listBudgets } from '#server/budgets/listBudgets.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { removeOwnPrice, setOwnPrice } from '#server/prices/keepPrices.ts';
import { keepRetention, readRetention, readRetentionPreview } from '#server/retention/keepRetention.ts';
import type { Services } from '#server/services.ts';
import { changedBudget, type NamedBudget, namedBudget, newBudget } from '#shared/budget.ts';
import { namedCompany } from '#shared/limits.ts';
import { namedOwnPrice, newOwnPrice } from '#shared/priceList.ts';
import { previewRetention, setRetention } from '#shared/retention.ts';
import { parseInput } from './parseInput.ts';
import type { AddRoute } from './route.ts';
import { camelCase, snakeCase } from './snakeCase.ts';

/** A query knows text only. */
export const previewQuery = previewRetention.extend({
  days: z.string().regex(/^\d+$/).transform(Number).pipe(previewRetention.shape.days),
});

/** Budgets, prices and retention for curl: what the procedures do, under the names of the ledger's columns. */
export function addBudgetRoutes(route: AddRoute, { database, chat }: Services): void {
  const em = () => database.fork();

  function add<Input extends { companyId: string }>(
    method: 'GET' | 'POST',
    url: string,
    shape: z.ZodType<Input>,
    answer: (input: Input) => Promise<unknown>,
  ): void {
    route({
      method,
      url: `/api/v1/${url}`,
      policy: { who: method === 'GET' ? 'member' : 'owner', guards: 'company' },
      parse: ({ query, body }) =>
        parseInput(shape, camelCase(((method === 'GET' ? query : body) ?? {}) as object)),
      ids: ({ companyId }) => ({ companyId }),
      handle: async (input) => snakeCase(await answer(input)),
    });
  }
  async function named<Input extends NamedBudget>(
    input: Input,
    change: (em: Em, input: Input) => Promise<void>,
  ) {
    await change(em(), input);
    return { budgetId: input.budgetId };
  }

  add('GET', 'budgets', namedCompany, ({ companyId }) => listBudgets(em(), companyId));
  add('POST', 'budgets', newBudget, async (input) => ({ budgetId: await makeBudget(em(), input) }));
  add('POST', 'budgets/change', changedBudget, (input) => named(input, changeBudget));
  add('POST', 'budgets/end', namedBudget, (input) => named(input, endBudget));
  add('POST', 'budgets/restore', namedBudget, (input) => named(input, restoreBudget));
  add('GET', 'prices', namedCompany, ({ companyId }) => chat.prices(companyId));
  add('POST', 'prices', newOwnPrice, async (input) => ({ priceId: await setOwnPrice(em(), input) }));
  for (const name of ['remove', 'restore']) {
    add('POST', `prices/${name}`, namedOwnPrice, async (input) => {
      await removeOwnPrice(em(), input, name === 'remove');
      return { priceId: input.priceId };
    });
  }
  add('GET', 'retention', namedCompany, ({ companyId }) => readRetention(em(), companyId));
  add('GET', 'retention/preview', previewQuery, (input) => readRetentionPreview(em(), input));
  add('POST', 'retention', setRetention, (input) => keepRetention(em(), input));
}
