import { expect, test } from 'vitest';
import { dayAt, plusDays, startOfDay, stepsOf } from './zoneCalendar.ts';

const hours = (ms: number) => ms / 3_600_000;
const startIso = (day: string, zone: string) => new Date(startOfDay(day, zone)).toISOString();
const lengthOf = (day: string, zone: string) =>
  hours(startOfDay(plusDays(day, 1), zone) - startOfDay(day, zone));

test('a day begins at its midnight, and has 23 or 25 hours when the clock is put forward or back', () => {
  expect(startIso('2025-06-01', 'Asia/Kolkata')).toBe('2025-05-31T18:30:00.000Z');
  expect(['2025-03-29', '2025-03-30', '2025-10-26'].map((day) => lengthOf(day, 'Europe/Berlin'))).toEqual([
    24, 23, 25,
  ]);
  expect(['2025-03-09', '2025-11-02'].map((day) => lengthOf(day, 'America/New_York'))).toEqual([23, 25]);
  expect(['2025-10-05', '2025-04-06'].map((day) => lengthOf(day, 'Australia/Lord_Howe'))).toEqual([
    23.5, 24.5,
  ]);
});

test('where the clock jumps over midnight, the day begins at the jump; a day that was left out has no length', () => {
  expect(startIso('2025-04-25', 'Africa/Cairo')).toBe('2025-04-24T22:00:00.000Z');
  expect(startIso('2025-11-02', 'America/Havana')).toBe('2025-11-02T04:00:00.000Z');
  expect(lengthOf('2011-12-30', 'Pacific/Apia')).toBe(0);
});

test('days, weeks and months follow each other without a gap, and hours are told apart when one comes twice', () => {
  const year = (zone: string) => ({
    sinceMs: startOfDay('2025-01-01', zone),
    untilMs: startOfDay('2026-01-01', zone),
  });
  for (const zone of ['UTC', 'Europe/Berlin', 'Pacific/Chatham', 'America/St_Johns', 'Africa/Cairo']) {
    const days = stepsOf(year(zone), 'day', zone, 1_000);
    expect(days.map((start) => dayAt(start, zone))).toEqual(
      Array.from({ length: 365 }, (_, day) => plusDays('2025-01-01', day)),
    );
    expect(stepsOf(year(zone), 'month', zone, 1_000).map((start) => dayAt(start, zone).slice(5))).toEqual(
      Array.from({ length: 12 }, (_, month) => `${String(month + 1).padStart(2, '0')}-01`),
    );
    expect(stepsOf(year(zone), 'week', zone, 1_000)).toHaveLength(53);
  }
  const fallBack = {
    sinceMs: startOfDay('2025-11-02', 'America/New_York'),
    untilMs: startOfDay('2025-11-03', 'America/New_York'),
  };
  expect(stepsOf(fallBack, 'hour', 'America/New_York', 1_000)).toHaveLength(25);
});
