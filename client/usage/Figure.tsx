import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CallFilters } from '../calls/callFilters.ts';

interface FigureProps {
  name: string;
  value: ReactNode;
  change?: ReactNode;
  /** The calls that the value counts. */
  calls: CallFilters;
  /** What it counts, and what is not certain of it. */
  children?: ReactNode;
}

/** One figure that leads to its rows. */
export function Figure({ name, value, change, calls, children }: FigureProps) {
  return (
    <div className="grid content-start gap-0.5">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="flex flex-wrap items-baseline gap-x-2">
        <Link
          to="/calls"
          search={calls}
          className="rounded-sm text-xl font-semibold tabular-nums decoration-line decoration-2 underline-offset-4 hover:underline"
        >
          {value}
          <span className="sr-only">, show the calls</span>
        </Link>
        {change}
      </dd>
      <dd className="text-xs text-ink-soft tabular-nums">{children}</dd>
    </div>
  );
}
