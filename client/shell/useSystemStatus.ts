import { useQuery } from '@tanstack/react-query';
import { useCandorClient } from '../useCandorClient.ts';

const refetchMs = 60_000;
/** While the server cannot be reached it is asked this often. */
const retryMs = 2_000;

/** What the server says of itself: which models answer, which build of the page it serves. */
export function useSystemStatus() {
  const client = useCandorClient();
  return useQuery({
    queryKey: ['system'],
    queryFn: ({ signal }) => client.system.status.query(undefined, { signal }),
    retry: false,
    refetchInterval: ({ state }) => (state.status === 'error' ? retryMs : refetchMs),
  });
}
