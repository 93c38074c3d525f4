import { Link } from '@tanstack/react-router';
import type { SeriesLayer } from './seriesLayers.ts';
import type { UsageSearch } from './usageSearch.ts';

interface LegendProps {
  layers: SeriesLayer[];
  by: NonNullable<UsageSearch['by']>;
  format: (value: number) => string;
}

/** Which colour is what, and how much of it there is; each name narrows the page to it. */
export function Legend({ layers, by, format }: LegendProps) {
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
      {layers.map(({ name, label, colour, total }) => (
        <li key={label} className="flex min-w-0 items-center gap-2">
          <span aria-hidden className="size-2.5 shrink-0 rounded-xs" style={{ background: colour }} />
          {name === null ? (
            <span className="truncate">{label}</span>
          ) : (
            <Link
              from="/usage"
              to="/usage"
              search={(previous) => ({ ...previous, [by]: name })}
              resetScroll={false}
              className="truncate underline-offset-2 hover:text-ink hover:underline"
            >
              {label}
            </Link>
          )}
          <span className="text-ink-faint tabular-nums">{format(total)}</span>
        </li>
      ))}
    </ul>
  );
}
