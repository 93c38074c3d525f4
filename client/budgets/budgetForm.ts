import type { Budget, NewBudget } from '#shared/budget.ts';
import { NANO_PER_USD } from '#shared/money.ts';

/** A budget as it is being written down. */
export interface BudgetDraft {
  owner: 'company' | 'users' | 'user' | 'sessions' | 'session';
  subject: string;
  measure: Budget['measure'];
  /** Dollars, or tokens. */
  limit: string;
  window: Budget['window'];
  zone: string;
  warnAt: string;
  hard: boolean;
}

export const owners: { value: BudgetDraft['owner']; label: string }[] = [
  { value: 'company', label: 'The whole company' },
  { value: 'users', label: 'Each user' },
  { value: 'user', label: 'One user' },
  { value: 'sessions', label: 'Each conversation' },
  { value: 'session', label: 'One conversation' },
];

const scopes = {
  company: 'company',
  users: 'user',
  user: 'user',
  sessions: 'session',
  session: 'session',
} as const;

/** What a form begins with: a budget that is changed, or a usual one. */
export function draftOf(budget: Budget | null): BudgetDraft {
  if (budget === null) {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return {
      owner: 'company',
      subject: '',
      measure: 'cost',
      limit: '',
      window: 'month',
      zone: timeZone,
      warnAt: '50, 80, 100',
      hard: true,
    };
  }
  const { scope, subject, measure, limit, window, zone, warnAt, hard } = budget;
  return {
    owner: scope === 'company' ? scope : subject === null ? `${scope}s` : scope,
    subject: subject ?? '',
    measure,
    limit: String(measure === 'cost' ? limit / NANO_PER_USD : limit),
    window,
    zone,
    warnAt: warnAt.join(', '),
    hard,
  };
}

/** The draft in the server's words, or what is wrong with which field. */
export function readDraft(
  draft: BudgetDraft,
): { budget: Omit<NewBudget, 'companyId'> } | { wrong: 'limit' | 'subject' | 'warnAt'; words: string } {
  const amount = Number(draft.limit.replaceAll(/[,\s$]/g, ''));
  const limit = Math.round(draft.measure === 'cost' ? amount * NANO_PER_USD : amount);
  if (draft.limit.trim() === '' || !Number.isSafeInteger(limit) || limit < 0)
    return {
      wrong: 'limit',
      words: draft.measure === 'cost' ? 'Dollars, such as 25' : 'Tokens, such as 500,000',
    };
  const isNamed = draft.owner === 'user' || draft.owner === 'session';
  if (isNamed && !/^[\w.:-]{1,200}$/.test(draft.subject))
    return { wrong: 'subject', words: 'The id, of letters, digits, dots, colons and dashes' };
  const levels = draft.warnAt
    .split(/[,\s%]+/)
    .filter(Boolean)
    .map(Number);
  if (levels.length > 5 || levels.some((level) => !Number.isInteger(level) || level < 1 || level > 100))
    return { wrong: 'warnAt', words: 'Up to five percentages from 1 to 100, or none' };
  const { measure, window, zone, hard } = draft;
  const subject = isNamed ? { subject: draft.subject } : {};
  return {
    budget: { scope: scopes[draft.owner], ...subject, measure, window, zone, hard, limit, warnAt: levels },
  };
}
