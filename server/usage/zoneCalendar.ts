import type { UsageStep } from '#shared/usageReport.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock in the zone shows at a moment, as the milliseconds at which a clock in UTC shows the same. */
function shownMs(atMs: number, zone: string): number {
  let clock = clocks.get(zone);
  if (!clock) {
    const two = '2-digit';
    clock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
    clocks.set(zone, clock);
  }
  const shown = new Map(clock.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  const wholeSeconds = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wholeSeconds + (((atMs % 1_000) + 1_000) % 1_000);
}

/** The day, `YYYY-MM-DD`, that a calendar in the zone shows at a moment. */
export const dayAt = (atMs: number, zone: string) => isoDay(shownMs(atMs, zone));

const isoDay = (shown: number) => new Date(shown).toISOString().slice(0, 10);

/** `2026-03-01` and -1: `2026-02-28`. */
export const plusDays = (day: string, days: number) => isoDay(Date.parse(day) + days * DAY_MS);

/** The first moment, in milliseconds, at which the zone shows this day: not midnight where the clock jumps over it. */
export function startOfDay(day: string, zone: string): number {
  const midnight = Date.parse(day);
  const isStart = (atMs: number) => dayAt(atMs, zone) >= day && dayAt(atMs - 1, zone) < day;
  for (const near of [midnight - DAY_MS, midnight + DAY_MS]) {
    const guess = midnight - (shownMs(near, zone) - near);
    if (isStart(guess)) return guess;
  }
  let [before, after] = [midnight - DAY_MS, midnight + DAY_MS];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayAt(middle, zone) >= day) after = middle;
    else before = middle;
  }
  return after;
}

/** When the hour, day, week (from Monday) or month of the zone began in which a moment lies. */
function beginningOf(step: UsageStep, atMs: number, zone: string): number {
  if (step === 'hour') return atMs - (shownMs(atMs, zone) % HOUR_MS);
  const day = dayAt(atMs, zone);
  if (step === 'day') return startOfDay(day, zone);
  if (step === 'month') return startOfDay(`${day.slice(0, 7)}-01`, zone);
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  return startOfDay(plusDays(day, -sinceMonday), zone);
}

/** The beginning of the next one. An hour ends where the clock is put forward or back by less, too. */
function nextOf(step: UsageStep, startMs: number, zone: string): number {
  if (step === 'hour') return startMs + HOUR_MS - (shownMs(startMs, zone) % HOUR_MS);
  const day = dayAt(startMs, zone);
  if (step === 'day') {
    // a day that the zone leaves out begins where the next one does
    const next = startOfDay(plusDays(day, 1), zone);
    return next > startMs ? next : startOfDay(plusDays(day, 2), zone);
  }
  if (step === 'week') return startOfDay(plusDays(day, 7), zone);
  const [year = 0, month = 0] = day.split('-').map(Number);
  return startOfDay(isoDay(Date.UTC(year, month, 1)), zone);
}

/** Where the steps of a stretch begin, in milliseconds: the first at its beginning, whatever was before it cut off. */
export function stepsOf(
  { sinceMs, untilMs }: { sinceMs: number; untilMs: number },
  step: UsageStep,
  zone: string,
  most: number,
): number[] {
  const starts = [sinceMs];
  let next = nextOf(step, beginningOf(step, sinceMs, zone), zone);
  while (next < untilMs && starts.length <= most) {
    if (next > sinceMs) starts.push(next);
    next = nextOf(step, next, zone);
  }
  return starts;
}
