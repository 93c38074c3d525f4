import type { SessionSummary } from '#shared/session.ts';

const names = ['Today', 'Yesterday', 'This week', 'Older'] as const;

/** Conversations by the reader's own days, as they come: the last used first. `nowMs` is the reader's clock. */
export function groupSessions(
  sessions: SessionSummary[],
  nowMs: number,
): { name: (typeof names)[number]; sessions: SessionSummary[] }[] {
  const groups = Map.groupBy(sessions, ({ updatedAt }) => names[ageOf(updatedAt, nowMs)] ?? 'Older');
  return names.flatMap((name) => {
    const inGroup = groups.get(name);
    return inGroup ? [{ name, sessions: inGroup }] : [];
  });
}

/** Index of the group: today (or a clock that is ahead), yesterday, the five days before that, anything earlier. */
function ageOf(iso: string, nowMs: number): number {
  const dayStart = (daysBack: number) => {
    const day = new Date(nowMs);
    day.setHours(0, 0, 0, 0);
    // by the calendar, not by 24 hours: days on which clocks change are shorter or longer
    day.setDate(day.getDate() - daysBack);
    return day.getTime();
  };
  const moment = Date.parse(iso);
  if (moment >= dayStart(0)) return 0;
  if (moment >= dayStart(1)) return 1;
  return moment >= dayStart(6) ? 2 : 3;
}
