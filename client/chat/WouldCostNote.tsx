import { useQuery } from '@tanstack/react-query';
import { Cost } from '../ui/Amount.tsx';
import { useCandorClient } from '../useCandorClient.ts';

/** What a free answer would have cost with models that are not free; never part of what was spent. */
export function WouldCostNote({ runId, isFirst }: { runId: string; isFirst: boolean }) {
  const client = useCandorClient();
  const { data } = useQuery({
    queryKey: ['would-cost', runId],
    queryFn: () => client.usage.wouldCost.query({ runId }),
    // the tokens of a run that is over do not change
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data || data.costNanoUsd === null) return null;
  return (
    <span title="From this answer's own tokens, at today's prices. Nothing was spent.">
      {!isFirst && ' · '}
      would cost <Cost nano={data.costNanoUsd} isEstimated /> on {data.models.join(' + ')}
    </span>
  );
}
