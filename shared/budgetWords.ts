import type { BudgetMeasure, BudgetScope, BudgetWindow } from './budget.ts';
import { formatCount, formatUsd } from './money.ts';

/** `$4.20` or `12,000 tokens`. */
export function formatAmount(measure: BudgetMeasure, amount: number): string {
  return measure === 'cost' ? formatUsd(amount) : `${formatCount(amount)} tokens`;
}

/** `$4.20 of $5.00` or `12,000 of 50,000 tokens`. */
export function formatShare(measure: BudgetMeasure, part: number, whole: number): string {
  const words = measure === 'cost' ? formatUsd(part) : formatCount(part);
  return `${words} of ${formatAmount(measure, whole)}`;
}

const owners: Record<BudgetScope, string> = {
  company: 'the company',
  user: 'this user',
  session: 'this conversation',
};
const windows: Record<BudgetWindow, string> = {
  day: ' a day',
  week: ' a week',
  month: ' a month',
  total: ' in total',
};

interface BudgetTerms {
  scope: BudgetScope;
  window: BudgetWindow;
  measure: BudgetMeasure;
  limit: number;
}

/** `the company may use $5.00 a month`. */
const allowance = ({ scope, window, measure, limit }: BudgetTerms) =>
  `${owners[scope]} may use ${formatAmount(measure, limit)}${windows[window]}`;

/** ` It begins anew on 1 Dec 2026, 00:00 (Europe/Berlin).`, or that it never does. */
function resetWords(resetsAt: string | null, zone: string): string {
  if (resetsAt === null) return 'It does not begin anew.';
  const at = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(resetsAt));
  return `It begins anew on ${at} (${zone}).`;
}

/** Why nothing was asked: the figure, the limit, when it resets. */
export function refusalWords(
  what: 'question' | 'call',
  terms: BudgetTerms & { zone: string; needed: number; free: number; resetsAt: string | null },
): string {
  const { measure, needed, free, resetsAt, zone } = terms;
  const need = `${what === 'question' ? 'This question may take' : 'The next call may take'} ${formatAmount(measure, needed)}`;
  return `${need}, but ${formatAmount(measure, Math.max(0, free))} is left: ${allowance(terms)}. ${resetWords(resetsAt, zone)}`;
}

/** What a warning says: `80 % of a budget is used: $4.00 of the $5.00 …`. */
export function warningWords(
  terms: BudgetTerms & { zone: string; level: number; used: number; resetsAt: string | null },
): string {
  const { level, measure, used, resetsAt, zone } = terms;
  return `${level} % of a budget is used, ${formatAmount(measure, used)}: ${allowance(terms)}. ${resetWords(resetsAt, zone)}`;
}
