import { z } from 'zod';
import { namedCompany, textId } from './limits.ts';
import { timeZone } from './timeZone.ts';

export const budgetScope = z.enum(['company', 'user', 'session']);
const budgetWindow = z.enum(['day', 'week', 'month', 'total']);
export const budgetMeasure = z.enum(['tokens', 'cost']);
export type BudgetScope = z.infer<typeof budgetScope>;
export type BudgetWindow = z.infer<typeof budgetWindow>;
export type BudgetMeasure = z.infer<typeof budgetMeasure>;

/** Tokens, or nano-dollars. */
const amount = z.number().int().nonnegative();
const warnAt = z
  .array(z.number().int().min(1).max(100))
  .max(5)
  .transform((levels) => [...new Set(levels)].toSorted((a, b) => a - b));
const id = z.number().int().positive();

/** What may still be changed once a budget is there. */
const terms = {
  limit: amount,
  /** Percent of the limit. */
  warnAt: warnAt.default([50, 80, 100]),
  /** A hard budget refuses what does not fit; a soft one only warns. */
  hard: z.boolean(),
};

export const newBudget = namedCompany.extend({
  scope: budgetScope,
  /** The one user or session meant; none means each of them, on their own. */
  subject: textId.optional(),
  window: budgetWindow,
  zone: timeZone.default('UTC'),
  measure: budgetMeasure,
  ...terms,
});
export type NewBudget = z.infer<typeof newBudget>;

export const namedBudget = namedCompany.extend({ budgetId: id });
export type NamedBudget = z.infer<typeof namedBudget>;
export const changedBudget = namedBudget.extend(terms);
export type ChangedBudget = z.infer<typeof changedBudget>;

/** What was used of a budget by one user, one session or the whole company in the window that is running. */
const budgetUse = z.object({
  /** The user or session; empty for the whole company. */
  subject: z.string(),
  settled: amount,
  /** Held by calls that are under way. */
  reserved: amount,
  /** How far calls went beyond the limit. */
  overrun: amount,
  /** When it begins again; null: never. */
  resetsAt: z.string().nullable(),
  /** When it is used up at the pace of this window so far; null: not before it resets. */
  runsOutAt: z.string().nullable(),
});
export type BudgetUse = z.infer<typeof budgetUse>;

export const budget = z.object({
  id,
  scope: budgetScope,
  subject: z.string().nullable(),
  window: budgetWindow,
  zone: z.string(),
  measure: budgetMeasure,
  limit: amount,
  warnAt: z.array(z.number().int()),
  hard: z.boolean(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  /** Who has used most comes first, at most twenty. */
  uses: z.array(budgetUse),
  /** Levels told in the windows that are running, with when. */
  warnings: z.array(z.object({ subject: z.string(), level: z.number().int(), at: z.string() })),
});
export type Budget = z.infer<typeof budget>;

/** How much was used by when, from the beginning of the window to now. */
export const burnDown = z.array(z.object({ at: z.string(), used: amount }));
export type BurnDown = z.infer<typeof burnDown>;

/** What one conversation may still use: the tightest of the budgets that hold for it. */
export const budgetRoom = budgetUse.extend({
  scope: budgetScope,
  window: budgetWindow,
  zone: z.string(),
  measure: budgetMeasure,
  limit: amount,
  hard: z.boolean(),
});
export type BudgetRoom = z.infer<typeof budgetRoom>;
