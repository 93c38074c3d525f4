import { Bar, BarChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCount, formatDuration } from '#shared/money.ts';
import type { UsageDistribution } from '#shared/usageReport.ts';
import { axisLook } from './axisLook.ts';
import { measures } from './measures.ts';

interface LatencyBarsProps {
  distribution: UsageDistribution;
  /** The chart in words. */
  label: string;
}

/** How many calls took how long, each bar longer than the one before by the same factor; lines at the percentiles. */
export function LatencyBars({ distribution, label }: LatencyBarsProps) {
  const { bins, percentiles } = distribution;
  // where few calls were made, two may fall into one bar
  const lines = Map.groupBy(
    (['p50', 'p95', 'p99'] as const).filter((name) => percentiles[name] !== null),
    (name) => bins.findLast(({ from }) => from <= (percentiles[name] ?? 0))?.from ?? 0,
  );
  return (
    <BarChart
      responsive
      data={bins}
      title={label}
      barCategoryGap={1}
      margin={{ top: 32, right: 16, bottom: 0, left: 0 }}
      className="h-64 w-full text-xs"
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis dataKey="from" tickFormatter={formatDuration} minTickGap={24} {...axisLook} />
      <YAxis tickFormatter={measures.calls.short} allowDecimals={false} width="auto" {...axisLook} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: 'var(--raised)' }}
        content={<BinCard bins={bins} />}
      />
      <Bar dataKey="calls" fill="var(--chart-1)" isAnimationActive={false} />
      {[...lines].map(([from, names]) => (
        <ReferenceLine
          key={from}
          x={from}
          stroke="var(--ink-soft)"
          strokeDasharray="2 3"
          label={{
            value: names.join(', '),
            position: 'top',
            // the lines of the slowest may stand close together
            offset: names.includes('p99') ? 17 : 4,
            fill: 'var(--ink-soft)',
          }}
        />
      ))}
    </BarChart>
  );
}

interface BinCardProps extends Pick<UsageDistribution, 'bins'> {
  /** The chart says whether it is wanted, and for the bar that begins where. */
  active?: boolean;
  label?: number;
}

function BinCard({ bins, active, label }: BinCardProps) {
  const bin = bins.find(({ from }) => from === label);
  if (!active || !bin) return null;
  return (
    <p className="rounded-lg border border-line bg-surface px-3 py-2 tabular-nums shadow-lg">
      {formatDuration(bin.from)} to {formatDuration(bin.to)}: {formatCount(bin.calls)}{' '}
      {bin.calls === 1 ? 'call' : 'calls'}
    </p>
  );
}
