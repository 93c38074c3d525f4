import { dayAt, plusDays, startOfDay } from '#server/usage/zoneCalendar.ts';
import type { BudgetWindow } from '#shared/budget.ts';

interface Span {
  startsMs: number;
  endsMs: number;
}

/** The day, week (from Monday) or month of a zone in which a moment lies; null for a budget that never begins anew. */
export function windowAt(window: BudgetWindow, atMs: number, zone: string): Span | null {
  if (window === 'total') return null;
  const day = dayAt(atMs, zone);
  const first = firstDay(window, day);
  return { startsMs: startOfDay(first, zone), endsMs: startOfDay(nextFirstDay(window, first), zone) };
}

function firstDay(window: Exclude<BudgetWindow, 'total'>, day: string): string {
  if (window === 'day') return day;
  if (window === 'month') return `${day.slice(0, 7)}-01`;
  return plusDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

function nextFirstDay(window: Exclude<BudgetWindow, 'total'>, first: string): string {
  if (window === 'day') return plusDays(first, 1);
  if (window === 'week') return plusDays(first, 7);
  return `${plusDays(first, 31).slice(0, 7)}-01`;
}
