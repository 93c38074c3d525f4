import type { UsageSeries } from '#shared/usageReport.ts';
import type { ChartTable } from './ChartTable.ts';
import { type Measure, measures } from './measures.ts';
import { pointNames } from './pointNames.ts';
import { stretchOfPoint } from './stretchOfPoint.ts';

/** One layer of the chart over time. */
export interface SeriesLayer {
  /** Null for what has no name of its own: nothing narrows to it. */
  name: string | null;
  label: string;
  /** As CSS has it. */
  colour: string;
  values: number[];
  total: number;
}

/** The layers of a series in one measure, most first, each with a colour of its own. */
export function seriesLayers({ layers }: UsageSeries, measure: Measure): SeriesLayer[] {
  return layers
    .map((layer, index) => {
      const values = layer[measures[measure].of];
      return {
        name: layer.rest ? null : layer.name,
        label: layer.rest ? 'All others' : (layer.name ?? 'None'),
        colour: layer.rest ? 'var(--ink-faint)' : `var(--chart-${index + 1})`,
        values,
        total: values.reduce((sum, value) => sum + value, 0),
      };
    })
    .filter(({ total }) => total > 0);
}

/** The same as a table: a row for each point, a column for each layer and for their sum. */
export function seriesTable(series: UsageSeries, layers: SeriesLayer[], measure: Measure): ChartTable {
  const { format, exact } = measures[measure];
  const nameOf = pointNames(series, true);
  const cell = (value: number) => ({ shown: format(value), exact: exact(value) });
  return {
    head: [series.step, ...layers.map(({ label }) => label), 'Total'],
    rows: series.starts.map((start, point) => {
      const values = layers.map((layer) => layer.values[point] ?? 0);
      return [
        { shown: nameOf(start), exact: start, narrows: stretchOfPoint(series, point) },
        ...[...values, values.reduce((sum, value) => sum + value, 0)].map(cell),
      ];
    }),
  };
}
