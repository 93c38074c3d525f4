import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { limits } from '#shared/limits.ts';
import { Cost, Count } from '../ui/Amount.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { useSettled } from './useSettled.ts';

interface EstimateLineProps {
  companyId: string;
  sessionId: string | null;
  draft: string;
}

const pauseMs = 400;

/** What the question will take, before it is sent. */
export function EstimateLine({ companyId, sessionId, draft }: EstimateLineProps) {
  const client = useCandorClient();
  const message = useSettled(draft.trim().slice(0, limits.beginningUnits), pauseMs);
  const { data } = useQuery({
    queryKey: ['estimate', companyId, sessionId, message],
    queryFn: () => client.chat.estimate.query({ companyId, sessionId: sessionId ?? undefined, message }),
    enabled: message !== '',
    placeholderData: keepPreviousData,
  });
  if (!data || draft.trim() === '') return null;
  const { totalTokens, costNanoUsd, wouldCost, basedOn } = data;
  const basis =
    basedOn === 0
      ? 'What such an answer usually takes'
      : `The median of the last ${basedOn === 1 ? 'answer' : `${basedOn} answers`} of this kind`;
  return (
    <span title={basis}>
      <Count count={totalTokens} unit="token" isEstimated />
      {' · '}
      {costNanoUsd === 0 ? 'free' : <Cost nano={costNanoUsd} isEstimated />}
      {wouldCost && wouldCost.costNanoUsd !== null && (
        <>
          ; would be <Cost nano={wouldCost.costNanoUsd} isEstimated /> on {wouldCost.models.join(' + ')}
        </>
      )}
    </span>
  );
}
