import { formatCount, formatDuration, formatUsd, nanoToUsd } from '#shared/money.ts';

interface EstimatedProps {
  /** Not counted by the provider (yet): shown with `≈`. */
  isEstimated?: boolean | undefined;
}

const about = (isEstimated: boolean | undefined) => (isEstimated ? '≈ ' : '');

/** Money, rounded for reading; the exact dollars on hover. Null is a price nobody knows, never zero. */
export function Cost({ nano, isEstimated }: EstimatedProps & { nano: number | null }) {
  const exact = nano === null ? 'No price is known for this model' : `$${nanoToUsd(nano)}`;
  return (
    <span title={exact} className="tabular-nums">
      {nano === null ? '' : about(isEstimated)}
      {formatUsd(nano)}
    </span>
  );
}

/** A count, with `unit` after it in the form that fits: `1 token`, `1,234 tokens`. Null was never reported. */
export function Count({
  count,
  unit,
  isEstimated,
}: EstimatedProps & { count: number | null; unit?: string }) {
  if (count === null) return <span title="Not reported">–</span>;
  const noun = unit === undefined ? '' : ` ${unit}${count === 1 ? '' : 's'}`;
  return (
    <span className="tabular-nums">
      {about(isEstimated)}
      {formatCount(count)}
      {noun}
    </span>
  );
}

/** A stretch of time; the exact milliseconds on hover. */
export function Duration({ ms }: { ms: number | null }) {
  if (ms === null) return <span title="Not known">–</span>;
  return (
    <span title={`${formatCount(Math.round(ms))} ms`} className="tabular-nums">
      {formatDuration(ms)}
    </span>
  );
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A moment in the reader's own zone; on hover in UTC, to the millisecond. `iso` is ISO 8601. */
export function Moment({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={iso} className="tabular-nums">
      {moment.format(new Date(iso))}
    </time>
  );
}
