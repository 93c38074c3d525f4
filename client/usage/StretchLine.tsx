import type { UsageFilter } from '#shared/usageFilter.ts';
import type { Stretch, UsageSummary } from '#shared/usageReport.ts';

/** Which time is shown, and with which it is compared, in days of the zone. */
export function StretchLine({ summary, zone }: { summary: UsageSummary; zone: UsageFilter['zone'] }) {
  const isShort = Date.parse(summary.until) - Date.parse(summary.since) < 2 * 86_400_000;
  const format = new Intl.DateTimeFormat(undefined, {
    dateStyle: 'medium',
    ...(isShort && { timeStyle: 'short', hourCycle: 'h23' }),
    timeZone: zone,
  });
  // the end is not included: midnight would be called by the day after
  const inWords = ({ since, until }: Stretch) =>
    format.formatRange(new Date(since), new Date(Date.parse(until) - 1));
  return (
    <p className="text-sm text-ink-soft">
      {inWords(summary)}
      {summary.previous && <>, compared with {inWords(summary.previous)}</>}
    </p>
  );
}
