import { Count } from '../ui/Amount.tsx';

interface RatingBarsProps {
  groups: readonly { key: string; count: number }[];
}

/** How many reviews have each rating, five stars first, as bars to one scale. */
export function RatingBars({ groups }: RatingBarsProps) {
  const most = Math.max(1, ...groups.map(({ count }) => count));
  return (
    <dl
      aria-label="By rating"
      className="grid max-w-80 grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1 text-xs text-ink-soft"
    >
      {groups.toReversed().map(({ key, count }) => (
        <div key={key} className="contents">
          <dt className="tabular-nums">{key === '1' ? '1 star' : `${key} stars`}</dt>
          <dd aria-hidden className="h-2 rounded-full bg-raised">
            <div className="h-2 rounded-full bg-accent" style={{ width: `${(100 * count) / most}%` }} />
          </dd>
          <dd className="text-right">
            <Count count={count} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
