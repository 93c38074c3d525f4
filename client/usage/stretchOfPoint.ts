import type { UsageSeries } from '#shared/usageReport.ts';
import { dayIn } from './dayIn.ts';
import type { UsageSearch } from './usageSearch.ts';

/** What narrows the page to one point of a series: its days, or its moments where it is an hour. */
export function stretchOfPoint(
  { starts, step, zone, until }: UsageSeries,
  point: number,
): Pick<UsageSearch, 'range' | 'since' | 'until'> {
  const [start = until, end = until] = starts.slice(point, point + 2);
  if (step === 'hour') return { range: undefined, since: start, until: end };
  return {
    range: undefined,
    since: dayIn(zone, Date.parse(start)),
    until: dayIn(zone, Date.parse(end) - 1),
  };
}
