import { lazy, Suspense } from 'react';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { LoadError } from '../ui/LoadError.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import { Legend } from './Legend.tsx';
import { type Measure, measures } from './measures.ts';
import { seriesLayers, seriesTable } from './seriesLayers.ts';
import { stretchOfPoint } from './stretchOfPoint.ts';
import type { UsageSearch } from './usageSearch.ts';
import { useUsage } from './useUsage.ts';

// the library draws nothing else, and figures need not wait for it
const StackedBars = lazy(() => import('./StackedBars.tsx').then((file) => ({ default: file.StackedBars })));

const choices = (['cost', 'tokens', 'calls'] satisfies Measure[]).map((value) => ({
  value,
  label: measures[value].label,
}));
const stacks = [
  { value: 'model', label: 'By model' },
  { value: 'user', label: 'By user' },
  { value: 'role', label: 'By role' },
] as const;

interface OverTimeProps {
  filter: UsageFilter;
  by: NonNullable<UsageSearch['by']>;
  measure: Measure;
  onChange: (change: Partial<UsageSearch>) => void;
}

/** When it was used, and by which models, users or roles. */
export function OverTime({ filter, by, measure, onChange }: OverTimeProps) {
  const {
    data: series,
    error,
    refetch,
  } = useUsage('series', { ...filter, by }, (usage) => usage.series.query({ ...filter, by }));
  const { label, format } = measures[measure];
  const layers = series ? seriesLayers(series, measure) : [];
  const total = layers.reduce((sum, layer) => sum + layer.total, 0);
  const [first] = layers;
  const words = !first
    ? `No ${label.toLowerCase()} in this time.`
    : `${format(total)} in all, ${format(first.total)} of it ${first.label}.`;
  return (
    <ChartFrame
      title={`${label} over time`}
      summary={series ? words : ' '}
      controls={
        <>
          <Segmented
            label="Measure"
            options={choices}
            value={measure}
            onChange={(chosen) => onChange({ measure: chosen })}
          />
          <Segmented
            label="Stacked"
            options={stacks}
            value={by}
            onChange={(chosen) => onChange({ by: chosen })}
          />
        </>
      }
      table={series && seriesTable(series, layers, measure)}
      fileName={`usage_${measures[measure].fileName}_by_${by}`}
    >
      {error && !series && (
        <LoadError error={error} advice="The chart could not be loaded." onRetry={() => void refetch()} />
      )}
      {!series && !error && <Skeleton lines={9} label="Loading the chart" />}
      {series && first && (
        <>
          <Suspense fallback={<div className="h-64" />}>
            <StackedBars
              onChoose={(point) => onChange(stretchOfPoint(series, point))}
              {...{ series, layers, measure }}
              label={`${label} for each ${series.step}: ${words}`}
            />
          </Suspense>
          <Legend layers={layers} by={by} format={format} />
        </>
      )}
    </ChartFrame>
  );
}
