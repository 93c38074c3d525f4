import { useId, useState } from 'react';
import { formatCount } from '#shared/money.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { Button } from '../ui/Button.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { MeasureHead } from './MeasureHead.tsx';
import type { Measure } from './measures.ts';
import { RankingRow } from './RankingRow.tsx';
import { useUsage } from './useUsage.ts';

interface RankingProps {
  title: string;
  by: 'model' | 'user' | 'role';
  filter: UsageFilter;
  measure: Measure;
}

const fewest = 10;
/** As many as are asked for at once. */
const most = 200;
const heads = { model: 'Model', user: 'User', role: 'Role' };

/** Who or what took most; a row narrows the page to itself, or widens it again. */
export function Ranking({ title, by, filter, measure }: RankingProps) {
  const id = useId();
  const [limit, setLimit] = useState(fewest);
  const input = { ...filter, by, sort: measure, limit } as const;
  const { data, error, refetch } = useUsage('ranking', input, (usage) => usage.ranking.query(input));
  return (
    <section aria-labelledby={id} className="grid min-w-0 content-start gap-3">
      <h2 id={id} className="font-semibold">
        {title} by {measure}
      </h2>
      {error && !data && (
        <LoadError error={error} advice={`${title} could not be loaded.`} onRetry={() => void refetch()} />
      )}
      {!data && !error && <Skeleton lines={5} label={`Loading ${title.toLowerCase()}`} />}
      {data && (
        <table aria-labelledby={id} className="w-full table-fixed text-sm tabular-nums">
          <MeasureHead of={heads[by]} measure={measure} />
          <tbody>
            {data.items.map((item) => (
              <RankingRow key={item.name} item={item} sums={data.figures} by={by} measure={measure} />
            ))}
          </tbody>
        </table>
      )}
      {data && data.names > data.items.length && (
        <p className="flex items-center gap-2 text-xs text-ink-soft">
          The first {data.items.length} of {formatCount(data.names)}
          {limit < most && (
            <Button look="quiet" className="min-h-8! px-2!" onClick={() => setLimit(most)}>
              Show {data.names > most ? 'more' : 'all'}
            </Button>
          )}
        </p>
      )}
    </section>
  );
}
