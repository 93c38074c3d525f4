import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import type { UsageSeries } from '#shared/usageReport.ts';
import { axisLook } from './axisLook.ts';
import { type Measure, measures } from './measures.ts';
import { pointNames } from './pointNames.ts';
import type { SeriesLayer } from './seriesLayers.ts';

interface StackedBarsProps {
  series: UsageSeries;
  layers: SeriesLayer[];
  measure: Measure;
  /** The chart in words. */
  label: string;
  /** A bar was chosen, or the space above it. */
  onChoose: (point: number) => void;
}

/** Bars over time, a layer upon the other; arrow keys go from one to the next. */
export function StackedBars({ series, layers, measure, label, onChoose }: StackedBarsProps) {
  const { format, short } = measures[measure];
  const nameOf = pointNames(series);
  const points = series.starts.map((start, point) => ({ start, point }));
  return (
    <BarChart
      responsive
      data={points}
      title={label}
      onClick={({ activeLabel }) => {
        const point = series.starts.indexOf(String(activeLabel));
        if (point >= 0 && points.length > 1) onChoose(point);
      }}
      barCategoryGap={points.length > 60 ? 1 : '20%'}
      margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
      className="h-64 w-full cursor-pointer text-xs"
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis dataKey="start" tickFormatter={nameOf} minTickGap={24} {...axisLook} />
      <YAxis tickFormatter={short} niceTicks="snap125" width="auto" {...axisLook} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: 'var(--raised)' }}
        content={<PointCard {...{ series, layers, format }} />}
      />
      {layers.map((layer) => (
        <Bar
          key={layer.label}
          stackId="all"
          dataKey={({ point }: (typeof points)[number]) => layer.values[point] ?? 0}
          name={layer.label}
          fill={layer.colour}
          stroke="var(--canvas)"
          strokeWidth={points.length > 60 ? 0 : 1}
          isAnimationActive={false}
        />
      ))}
    </BarChart>
  );
}

interface PointCardProps extends Pick<StackedBarsProps, 'series' | 'layers'> {
  format: (value: number) => string;
  /** The chart says whether it is wanted, and for the bar that begins when. */
  active?: boolean;
  label?: string;
}

/** What one bar is made of, from its top down. */
function PointCard({ series, layers, format, active, label }: PointCardProps) {
  const point = series.starts.indexOf(label ?? '');
  if (!active || point < 0) return null;
  const name = pointNames(series, true)(series.starts[point] ?? '');
  const parts = layers.filter((layer) => (layer.values[point] ?? 0) > 0).reverse();
  const total = parts.reduce((sum, layer) => sum + (layer.values[point] ?? 0), 0);
  return (
    <div className="max-w-72 rounded-lg border border-line bg-surface px-3 py-2 shadow-lg">
      <p className="flex justify-between gap-6 font-medium tabular-nums">
        {name} <span>{format(total)}</span>
      </p>
      {layers.length > 1 &&
        parts.map((layer) => (
          <p key={layer.label} className="flex items-center gap-2 text-ink-soft tabular-nums">
            <span className="size-2 shrink-0 rounded-xs" style={{ background: layer.colour }} />
            <span className="mr-auto truncate pr-4">{layer.label}</span>
            {format(layer.values[point] ?? 0)}
          </p>
        ))}
    </div>
  );
}
