import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useCandorClient } from '../useCandorClient.ts';

/** Has the summaries of a company asked for anew when its calls are opened or settled; closed while nobody sees the page. */
export function useLedgerChanges(companyId: string): void {
  const client = useCandorClient();
  const queries = useQueryClient();
  useEffect(() => {
    let stop: (() => void) | null = null;
    const summaries = { queryKey: ['usage', companyId, 'summary'], type: 'active' } as const;
    const refetch = () => void queries.refetchQueries(summaries, { cancelRefetch: false });
    const follow = () => {
      const isSeen = document.visibilityState === 'visible';
      if (isSeen === (stop !== null)) return;
      if (stop) {
        stop();
        stop = null;
        return;
      }
      const subscription = client.usage.live.subscribe({ companyId }, { onData: refetch });
      stop = () => subscription.unsubscribe();
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stop?.();
    };
  }, [client, queries, companyId]);
}
