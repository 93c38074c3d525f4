import { useQuery } from '@tanstack/react-query';
import type { Budget, BudgetUse } from '#shared/budget.ts';
import { formatAmount, formatShare } from '#shared/budgetWords.ts';
import { Moment } from '../ui/Amount.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompanyId } from '../useCompanyId.ts';

const width = 600;
const height = 140;

/** What is left of a budget over its window, and where the pace so far leads. */
export function BurnDownChart({ budget, use }: { budget: Budget; use: BudgetUse }) {
  const client = useCandorClient();
  const companyId = useCompanyId();
  const asked = { companyId, budgetId: budget.id, subject: use.subject };
  const { data, error, refetch } = useQuery({
    queryKey: ['budgets', companyId, 'burnDown', asked, use.settled],
    queryFn: ({ signal }) => client.budgets.burnDown.query(asked, { signal }),
    placeholderData: (before) => before,
  });
  if (error && !data)
    return <LoadError error={error} advice="The chart could not be loaded." onRetry={() => void refetch()} />;
  const [first] = data ?? [];
  const last = data?.at(-1);
  if (!first || !last) return <Skeleton lines={4} label="Loading the chart" />;

  const sinceMs = Date.parse(first.at);
  const nowMs = Date.parse(last.at);
  const untilMs = Date.parse(use.resetsAt ?? use.runsOutAt ?? last.at);
  const endMs = Math.max(untilMs, nowMs, sinceMs + 1);
  const x = (atMs: number) => ((atMs - sinceMs) / (endMs - sinceMs)) * width;
  const y = (used: number) => Math.min(1, used / Math.max(budget.limit, 1)) * height;
  // what was left until a moment is left up to it
  const line = data
    ?.flatMap(({ at, used }, nth) => {
      const before = data[nth - 1]?.used ?? used;
      return [`${x(Date.parse(at))},${y(before)}`, `${x(Date.parse(at))},${y(used)}`];
    })
    .join(' ');
  const isHeading = use.settled > 0 && use.settled < budget.limit;
  const outMs = Date.parse(use.runsOutAt ?? '');
  const pace = use.settled / Math.max(nowMs - sinceMs, 1);
  const [toMs, toUsed] = Number.isNaN(outMs)
    ? [endMs, use.settled + pace * (endMs - nowMs)]
    : [outMs, budget.limit];
  const left = Math.max(0, budget.limit - use.settled);
  return (
    <figure className="grid gap-1">
      <svg
        role="img"
        aria-label={`${formatShare(budget.measure, left, budget.limit)} left`}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        stroke="currentColor"
        height={height}
        className="w-full border-b border-line"
      >
        {budget.warnAt.map((level) => (
          <line
            key={level}
            x1={0}
            x2={width}
            y1={(level / 100) * height}
            y2={(level / 100) * height}
            vectorEffect="non-scaling-stroke"
            strokeDasharray="2 4"
            strokeOpacity={0.3}
          />
        ))}
        <polyline
          points={line}
          fill="none"
          vectorEffect="non-scaling-stroke"
          strokeWidth={2}
          className="text-accent"
        />
        {isHeading && (
          <line
            x1={x(nowMs)}
            y1={y(use.settled)}
            x2={x(toMs)}
            y2={y(toUsed)}
            vectorEffect="non-scaling-stroke"
            strokeWidth={2}
            strokeDasharray="5 5"
            className="text-ink-faint"
          />
        )}
      </svg>
      <figcaption className="flex flex-wrap justify-between gap-x-4 text-xs text-ink-soft">
        <Moment iso={first.at} isShort />
        <span>
          {formatAmount(budget.measure, left)} left{isHeading && '; dashed: at this pace'}
        </span>
        <Moment iso={new Date(endMs).toISOString()} isShort />
      </figcaption>
    </figure>
  );
}
