import { Link, useSearch } from '@tanstack/react-router';
import type { UsageFigures, UsageRanking } from '#shared/usageReport.ts';
import { MeasureCells } from './MeasureCells.tsx';
import { type Measure, measures } from './measures.ts';
import { Sparkline } from './Sparkline.tsx';
import { shareOf } from './shareOf.ts';

interface RankingRowProps {
  item: UsageRanking['items'][number];
  /** The sum over all rows. */
  sums: UsageFigures;
  by: 'model' | 'user' | 'role';
  measure: Measure;
}

/** One model, user or role: its figures, and its share as a bar under them. */
export function RankingRow({ item, sums, by, measure }: RankingRowProps) {
  const { [by]: chosen } = useSearch({ from: '/usage' });
  const { of } = measures[measure];
  const isChosen = chosen !== undefined && chosen === item.name;
  return (
    <tr className="relative border-b border-line hover:bg-raised">
      <th scope="row" className="py-2 pr-4 text-left align-top font-normal">
        <span className="flex items-center gap-2">
          {item.name === null ? (
            <span className="truncate text-ink-soft">Without one</span>
          ) : (
            <Link
              from="/usage"
              to="/usage"
              search={(previous) => ({ ...previous, [by]: isChosen ? undefined : item.name })}
              resetScroll={false}
              aria-current={isChosen}
              title={isChosen ? `${item.name}: show all again` : item.name}
              // the whole row is its target
              className="min-w-0 truncate after:absolute after:inset-0 aria-[current=true]:font-semibold"
            >
              {item.name}
            </Link>
          )}
          {item.spark && <Sparkline values={item.spark} />}
        </span>
        <span className="sr-only">
          {shareOf(item[of], sums[of])} of all {measures[measure].label.toLowerCase()}
        </span>
        <span aria-hidden className="mt-1 block h-1 rounded-full bg-raised">
          <span
            className="block h-full rounded-full bg-accent"
            style={{ width: `${sums[of] === 0 ? 0 : (100 * item[of]) / sums[of]}%` }}
          />
        </span>
      </th>
      <MeasureCells figures={item} measure={measure} />
    </tr>
  );
}
