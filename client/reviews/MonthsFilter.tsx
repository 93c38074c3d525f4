import type { ReviewFacets } from '#shared/reviewFacets.ts';
import { Count, Day } from '../ui/Amount.tsx';
import { monthBars } from './monthBars.ts';
import type { ReviewSearch } from './reviewSearch.ts';

interface MonthsFilterProps {
  months: ReviewFacets['months'];
  since: string | undefined;
  until: string | undefined;
  onChange: (change: Pick<ReviewSearch, 'since' | 'until'>) => void;
}

/** When reviews were written, as bars; a pointer narrows to one of them, a keyboard does the same by the days' own filter. */
export function MonthsFilter({ months, since, until, onChange }: MonthsFilterProps) {
  const bars = monthBars(months);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) return <p className="text-xs text-ink-faint">None of these reviews has a date.</p>;
  const isSet = since !== undefined || until !== undefined;
  const isIn = (bar: (typeof bars)[number]) =>
    (since === undefined || bar.until >= since) && (until === undefined || bar.since <= until);
  return (
    <div className="grid content-end gap-1">
      <div aria-hidden className="flex h-25 items-end gap-px">
        {bars.map((bar) => (
          <button
            key={bar.name}
            type="button"
            tabIndex={-1}
            title={`${bar.name}: ${bar.count}`}
            onClick={() =>
              onChange(
                since === bar.since && until === bar.until
                  ? { since: undefined, until: undefined }
                  : { since: bar.since, until: bar.until },
              )
            }
            className="flex h-full max-w-10 min-w-0 flex-1 items-end hover:bg-raised"
          >
            <span
              className={`block min-h-px w-full rounded-t-xs ${!isIn(bar) ? 'bg-line' : isSet ? 'bg-accent' : 'bg-accent/50'}`}
              style={{ height: `${(100 * bar.count) / most}%` }}
            />
          </button>
        ))}
      </div>
      <p className="flex justify-between gap-4 text-xs text-ink-faint">
        <span>
          <Day day={first.name} />
        </span>
        <span className="sr-only">
          to, with at most <Count count={most} /> reviews in one
        </span>
        {bars.length > 1 && <Day day={last.name} />}
      </p>
    </div>
  );
}
