import { Link } from '@tanstack/react-router';
import type { ChartTable } from './ChartTable.ts';

/** The numbers of a chart, row by row. */
export function ChartTableView({ label, table }: { label: string; table: ChartTable }) {
  return (
    // what scrolls has to be reachable by keyboard
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={`${label}, as a table`} tabIndex={0} className="max-h-80 overflow-auto">
      <table className="w-full text-sm tabular-nums">
        <thead className="sticky top-0 bg-canvas text-xs text-ink-soft">
          <tr className="border-b border-line">
            {table.head.map((name, index) => (
              <th
                key={name}
                scope="col"
                className={`py-2 font-normal whitespace-nowrap ${index === 0 ? 'pr-4 text-left' : 'pl-4 text-right'}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([first, ...rest]) => (
            <tr key={first?.exact} className="border-b border-line">
              <th scope="row" className="py-1.5 pr-4 text-left font-normal whitespace-nowrap">
                {first?.narrows ? (
                  <Link
                    from="/usage"
                    to="/usage"
                    search={(previous) => ({ ...previous, ...first.narrows })}
                    resetScroll={false}
                    className="underline decoration-line underline-offset-2"
                  >
                    {first.shown}
                  </Link>
                ) : (
                  first?.shown
                )}
              </th>
              {rest.map((cell, index) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column has its place only
                  key={index}
                  title={String(cell.exact)}
                  className="py-1.5 pl-4 text-right whitespace-nowrap"
                >
                  {cell.shown}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
