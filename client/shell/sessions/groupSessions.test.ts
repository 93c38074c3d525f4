import { expect, test } from 'vitest';
import type { SessionSummary } from '#shared/session.ts';
import { groupSessions } from './groupSessions.ts';

const now = new Date(2026, 2, 30, 0, 30);
const at = (...[month, day, hour]: [month: number, day: number, hour: number]) =>
  ({
    id: `${month}-${day}-${hour}`,
    updatedAt: new Date(2026, month, day, hour).toISOString(),
  }) as SessionSummary;
const groupsOf = (...sessions: SessionSummary[]) =>
  groupSessions(sessions, now.getTime()).map(({ name, sessions }) => [name, sessions.map(({ id }) => id)]);

test('days are the reader’s own: half past midnight, an hour ago was yesterday', () => {
  expect(
    groupsOf(at(2, 30, 0), at(2, 29, 23), at(2, 29, 0), at(2, 28, 23), at(2, 24, 0), at(2, 23, 23)),
  ).toEqual([
    ['Today', ['2-30-0']],
    ['Yesterday', ['2-29-23', '2-29-0']],
    ['This week', ['2-28-23', '2-24-0']],
    ['Older', ['2-23-23']],
  ]);
});

test('groups without conversations are left out, and a clock that is ahead is today', () => {
  expect(groupsOf(at(3, 1, 0), at(0, 1, 0))).toEqual([
    ['Today', ['3-1-0']],
    ['Older', ['0-1-0']],
  ]);
});
