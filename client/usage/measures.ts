import { formatCount, formatUsd, nanoToUsd } from '#shared/money.ts';
import type { UsageFigures } from '#shared/usageReport.ts';
import type { UsageSearch } from './usageSearch.ts';

export type Measure = NonNullable<UsageSearch['measure']>;

interface MeasureLook {
  label: string;
  /** Its name among the figures, and among the lists of a series. */
  of: keyof Pick<UsageFigures, 'costNanoUsd' | 'totalTokens' | 'llmCalls'>;
  /** For reading. */
  format: (value: number) => string;
  /** For an axis. */
  short: (value: number) => string;
  /** For a file: exact, in the unit of the name. */
  exact: (value: number) => string | number;
  fileName: string;
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const shortUsd = (nano: number) => (nano >= 1e12 ? `$${compact.format(nano / 1e9)}` : formatUsd(nano));

/** What a chart and a ranking can be about. */
export const measures: Record<Measure, MeasureLook> = {
  cost: {
    label: 'Cost',
    of: 'costNanoUsd',
    fileName: 'cost_usd',
    format: formatUsd,
    short: shortUsd,
    exact: nanoToUsd,
  },
  tokens: {
    label: 'Tokens',
    of: 'totalTokens',
    fileName: 'tokens',
    format: formatCount,
    short: (value) => compact.format(value),
    exact: (value) => value,
  },
  calls: {
    label: 'Calls',
    of: 'llmCalls',
    fileName: 'calls',
    format: formatCount,
    short: (value) => compact.format(value),
    exact: (value) => value,
  },
};

/** What tells calls apart where nobody has chosen: their cost, or their tokens where nothing cost anything. */
export const tellingMeasure = ({ costNanoUsd }: UsageFigures) => (costNanoUsd > 0 ? 'cost' : 'tokens');
