import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { BudgetMeasure, BudgetScope, BudgetWindow } from '#shared/budget.ts';
import { refusalWords } from '#shared/budgetWords.ts';
import { isoOrNull } from './isoOrNull.ts';

/** What the trigger on the ledger says; see `Migration009Budgets`. */
const NO_COUNTER = 'CB001';
const NO_PRICE = 'CB002';
const NO_ROOM = 'CB003';

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;
const detailOf = (error: Error) => ('detail' in error ? String(error.detail) : '');

/** A window has begun whose counter nobody has opened yet. */
export const lacksCounter = (error: unknown) => codeOf(error) === NO_COUNTER;

/** A budget does not let the call through. */
export const refusesCall = (error: unknown): error is Error =>
  codeOf(error) === NO_PRICE || codeOf(error) === NO_ROOM;

interface NoRoom {
  budgetId: number;
  ends: string;
  needed: number;
  settled: number;
  reserved: number;
}

/** The refusal in plain words: the figure, the limit, when it resets. */
export async function budgetRefusal(em: Em, error: Error, model: string): Promise<AppError> {
  if (codeOf(error) === NO_PRICE) return needsPrice(model);
  const { budgetId, ends, needed, settled, reserved } = JSON.parse(detailOf(error)) as NoRoom;
  const { rows } = await sql<BudgetTermsRow>`select scope, time_window as window, zone, measure,
      limit_amount as limit from budgets where id = ${budgetId}`.execute(em.getKysely());
  const [terms] = rows;
  if (!terms) throw error;
  return exceeded('call', { ...terms, needed, used: settled + reserved, resetsAt: isoOrNull(ends) });
}

interface BudgetTermsRow {
  scope: BudgetScope;
  window: BudgetWindow;
  zone: string;
  measure: BudgetMeasure;
  limit: number | string;
}

/** @param use what is spent or promised of the budget already */
export function exceeded(
  what: 'question' | 'call',
  use: BudgetTermsRow & { needed: number; used: number; resetsAt: string | null },
): AppError {
  const limit = Number(use.limit);
  const message = refusalWords(what, { ...use, limit, free: limit - use.used });
  return new AppError('budget-exceeded', message, { status: 429 });
}

/** Money cannot be held for a model whose price nobody knows. */
export function needsPrice(model: string): AppError {
  return new AppError(
    'budget-needs-price',
    `No price is known for ${model}, so it cannot be used under a money budget. Set its price on the page Prices.`,
    { status: 409 },
  );
}
