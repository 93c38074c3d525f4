import { formatCount, formatDuration, formatUsd, nanoToUsd } from '#shared/money.ts';

interface EstimatedProps {
  /** Not counted by the provider (yet): shown with `≈`. */
  isEstimated?: boolean | undefined;
}

const about = (isEstimated: boolean | undefined) => (isEstimated ? '≈ ' : '');

interface CostProps extends EstimatedProps {
  nano: number | null;
  /** Shown to the nano-dollar rather than rounded for reading. */
  isExact?: boolean;
}

/** Money, rounded for reading; the exact dollars on hover. Null is a price nobody knows, never zero. */
export function Cost({ nano, isEstimated, isExact = false }: CostProps) {
  const exact = nano === null ? 'No price is known for this model' : `$${nanoToUsd(nano)}`;
  return (
    <span title={exact} className="tabular-nums">
      {/* what is free is free exactly */}
      {nano === null || nano === 0 ? '' : about(isEstimated)}
      {isExact && nano !== null ? exact : formatUsd(nano)}
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
// short ones stand in columns: no seconds of other days, no AM and PM
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' });
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const dayOnly = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const monthOnly = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', timeZone: 'UTC' });

/** A moment in the reader's own zone; on hover in UTC, to the millisecond. `iso` is ISO 8601. */
export function Moment({ iso, isShort = false }: { iso: string; isShort?: boolean }) {
  const date = new Date(iso);
  const format = !isShort ? moment : isToday(date) ? clock : dayAndClock;
  return (
    <time dateTime={iso} title={iso} className="tabular-nums">
      {format.format(date)}
    </time>
  );
}

const isToday = (date: Date) => date.toDateString() === new Date().toDateString();

/** A day of the calendar, `YYYY-MM-DD`, or a month, `YYYY-MM`: the same wherever it is read. */
export function Day({ day }: { day: string }) {
  const format = day.length > 7 ? dayOnly : monthOnly;
  return <time dateTime={day}>{format.format(new Date(day))}</time>;
}
