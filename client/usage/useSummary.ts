import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageSummary } from '#shared/usageReport.ts';
import { useCandorClient } from '../useCandorClient.ts';
import { useLedgerChanges } from './useLedgerChanges.ts';

/** While the server cannot be reached it is asked this often. */
const retryMs = 10_000;

/**
 * The figures of a stretch, again whenever calls were made while the page is seen. Everything else on the page is
 * asked for anew only when they have changed.
 */
export function useSummary(filter: UsageFilter) {
  const client = useCandorClient();
  const queries = useQueryClient();
  const ofCompany = ['usage', filter.companyId];
  const queryKey = [...ofCompany, 'summary', filter];
  useLedgerChanges(filter.companyId);
  return useQuery({
    queryKey,
    queryFn: async () => {
      const before = queries.getQueryData<UsageSummary>(queryKey);
      const now = await client.usage.summary.query(filter);
      if (before && JSON.stringify(before.current) !== JSON.stringify(now.current))
        void queries.invalidateQueries({
          queryKey: ofCompany,
          predicate: ({ queryKey: [, , name] }) => name !== 'summary',
        });
      return now;
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.status === 'error' ? retryMs : false),
  });
}
