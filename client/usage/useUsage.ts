import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CandorClient } from '../api.ts';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompanyId } from '../useCompanyId.ts';

const emptyMs = 10_000;

/** One answer of the router `usage`, asked for again until there is one; while another is on its way, earlier figures stay. */
export function useUsage<Answer>(
  name: string,
  input: object,
  ask: (usage: CandorClient['usage']) => Promise<Answer>,
) {
  const client = useCandorClient();
  return useQuery({
    queryKey: ['usage', useCompanyId(), name, input],
    queryFn: () => ask(client.usage),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data === null ? emptyMs : false),
  });
}
