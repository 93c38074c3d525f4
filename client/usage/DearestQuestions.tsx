import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { UsageFilter } from '#shared/usageFilter.ts';
import { Button } from '../ui/Button.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { DearQuestion } from './DearQuestion.tsx';
import { MeasureHead } from './MeasureHead.tsx';
import type { Measure } from './measures.ts';

const pageSize = 10;
const titles: Record<Measure, string> = {
  cost: 'Dearest questions',
  tokens: 'Questions with most tokens',
  calls: 'Questions with most calls',
};

/** Which questions took most, each with the way to its conversation and its calls. */
export function DearestQuestions({ filter, measure }: { filter: UsageFilter; measure: Measure }) {
  const id = useId();
  const client = useCandorClient();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['usage', filter.companyId, 'runs', filter, measure],
    queryFn: ({ pageParam }) =>
      client.usage.runs.query({ ...filter, sort: measure, limit: pageSize, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const runs = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section id="questions" aria-labelledby={id} className="grid min-w-0 content-start gap-3">
      <h2 id={id} className="font-semibold">
        {titles[measure]}
      </h2>
      {error && !data && (
        <LoadError error={error} advice="The questions could not be loaded." onRetry={() => void refetch()} />
      )}
      {!data && !error && <Skeleton lines={6} label="Loading the questions" />}
      {data && runs.length === 0 && (
        <p className="text-sm text-ink-soft">None of these calls belongs to a question.</p>
      )}
      {runs.length > 0 && (
        <table aria-labelledby={id} className="w-full table-fixed text-sm tabular-nums">
          <MeasureHead of="Question" measure={measure} />
          <tbody>
            {runs.map((run) => (
              <DearQuestion key={run.runId} run={run} measure={measure} />
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <Button
          look="quiet"
          className="justify-self-start"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {isFetchingNextPage ? 'Loading…' : 'Show more'}
        </Button>
      )}
    </section>
  );
}
