import { lazy, Suspense, useState } from 'react';
import { formatCount, formatDuration } from '#shared/money.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { LoadError } from '../ui/LoadError.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import { useUsage } from './useUsage.ts';

const LatencyBars = lazy(() => import('./LatencyBars.tsx').then((file) => ({ default: file.LatencyBars })));

const kinds = [
  { value: 'duration', label: 'Whole call' },
  { value: 'ttft', label: 'First token' },
] as const;
type Kind = (typeof kinds)[number]['value'];

/** How long calls take, or their first token: most, and the slow ones. */
export function Latency({ filter }: { filter: UsageFilter }) {
  const [measure, setMeasure] = useState<Kind>('duration');
  const input = { ...filter, measure };
  const { data, error, refetch } = useUsage('distribution', input, (usage) =>
    usage.distribution.query(input),
  );
  const { p50, p95, p99 } = data?.percentiles ?? {};
  const time = (ms: number | null | undefined) => (typeof ms === 'number' ? formatDuration(ms) : '–');
  const words = data?.calls
    ? `Half of ${formatCount(data.calls)} calls took ${time(p50)} or less, 95% ${time(p95)}, 99% ${time(p99)}.`
    : 'No call in this time was measured.';
  return (
    <ChartFrame
      title="How long calls take"
      summary={data ? words : ' '}
      controls={<Segmented label="Measured" options={kinds} value={measure} onChange={setMeasure} />}
      table={
        data && {
          head: ['From', 'Up to', 'Calls'],
          rows: data.bins.map(({ from, to, calls }) => [
            { shown: formatDuration(from), exact: from },
            { shown: formatDuration(to), exact: to },
            { shown: formatCount(calls), exact: calls },
          ]),
        }
      }
      fileName={`usage_${measure}_ms`}
    >
      {error && !data && (
        <LoadError error={error} advice="The chart could not be loaded." onRetry={() => void refetch()} />
      )}
      {!data && !error && <Skeleton lines={7} label="Loading the chart" />}
      {data && data.calls > 0 && (
        <Suspense fallback={<div className="h-64" />}>
          <LatencyBars distribution={data} label={words} />
        </Suspense>
      )}
    </ChartFrame>
  );
}
