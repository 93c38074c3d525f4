import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isRefusal } from '../programs/isRefusal.ts';
import { useCandorClient } from '../useCandorClient.ts';

/** Stops the run that is under way, by button or with Esc; stopping twice is the same as once. */
export function useStop(runId: string | null) {
  const client = useCandorClient();
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: (id: string) => client.chat.stop.mutate({ runId: id }),
    retry: (failures, failure) => failures < 3 && !isRefusal(failure),
  });
  useEffect(() => {
    if (runId === null) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) mutate(runId);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [runId, mutate]);
  return {
    stop: runId === null ? undefined : () => mutate(runId),
    isStopping: isPending && variables === runId,
    error: variables === runId ? error : null,
  };
}
