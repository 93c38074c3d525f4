import { useId } from 'react';
import { formatCount } from '#shared/money.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import type { Measure } from './measures.ts';
import { RankingRow } from './RankingRow.tsx';
import { useUsage } from './useUsage.ts';

interface RankingProps {
  title: string;
  by: 'model' | 'user' | 'role';
  filter: UsageFilter;
  measure: Measure;
}

const shown = 12;

/** Who or what took most; a row narrows the page to itself, or widens it again. */
export function Ranking({ title, by, filter, measure }: RankingProps) {
  const id = useId();
  const input = { ...filter, by, sort: measure, limit: shown } as const;
  const { data, error, refetch } = useUsage('ranking', input, (usage) => usage.ranking.query(input));
  return (
    <section aria-labelledby={id} className="grid min-w-0 content-start gap-3">
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      {error && (
        <LoadError error={error} advice={`${title} could not be loaded.`} onRetry={() => void refetch()} />
      )}
      {!data && !error && <Skeleton lines={5} label={`Loading ${title.toLowerCase()}`} />}
      {data && (
        <table aria-labelledby={id} className="w-full table-fixed text-sm tabular-nums">
          <thead className="text-xs text-ink-soft">
            <tr className="border-b border-line">
              <th scope="col" className="pb-1.5 text-left font-normal">
                {by === 'model' ? 'Model' : by === 'user' ? 'User' : 'Role'}
              </th>
              <th scope="col" className="w-18 pb-1.5 text-right font-normal">
                Calls
              </th>
              <th scope="col" className="w-22 pb-1.5 text-right font-normal">
                Tokens
              </th>
              <th scope="col" className="w-24 pb-1.5 text-right font-normal">
                Cost
              </th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((item) => (
              <RankingRow key={item.name} item={item} sums={data.figures} by={by} measure={measure} />
            ))}
          </tbody>
        </table>
      )}
      {data && data.names > data.items.length && (
        <p className="text-xs text-ink-soft">
          The first {data.items.length} of {formatCount(data.names)}.
        </p>
      )}
    </section>
  );
}
