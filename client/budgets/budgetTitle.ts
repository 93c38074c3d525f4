import type { Budget } from '#shared/budget.ts';
import { formatAmount } from '#shared/budgetWords.ts';

const windows: Record<Budget['window'], string> = {
  day: 'a day',
  week: 'a week',
  month: 'a month',
  total: 'in total',
};

/** Whom a budget is about: `Each user`, `User ann`. */
export function budgetOwner({ scope, subject }: Pick<Budget, 'scope' | 'subject'>): string {
  if (scope === 'company') return 'The whole company';
  if (scope === 'user') return subject === null ? 'Each user' : `User ${subject}`;
  return subject === null ? 'Each conversation' : `Conversation ${subject}`;
}

/** `$5.00 a month`. */
export const budgetTerms = ({ measure, limit, window }: Pick<Budget, 'measure' | 'limit' | 'window'>) =>
  `${formatAmount(measure, limit)} ${windows[window]}`;
