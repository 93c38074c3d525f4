import type { UsageSeries, UsageStep } from '#shared/usageReport.ts';

const looks: Record<UsageStep, Intl.DateTimeFormatOptions> = {
  hour: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { month: 'short', day: 'numeric' },
  week: { month: 'short', day: 'numeric' },
  month: { year: 'numeric', month: 'short' },
};

/** How a point of a series is called, by when it begins; `isWhole` with its year and, for weeks, that it is one. */
export function pointNames({ step, zone, starts }: UsageSeries, isWhole = false): (iso: string) => string {
  const more: Intl.DateTimeFormatOptions = isWhole
    ? { year: 'numeric' }
    : // the hours of one day need not repeat it
      step === 'hour' && starts.length <= 25
      ? { month: undefined, day: undefined }
      : {};
  const format = new Intl.DateTimeFormat(undefined, { ...looks[step], ...more, timeZone: zone });
  const before = isWhole && step === 'week' ? 'Week of ' : '';
  return (iso) => before + format.format(new Date(iso));
}
