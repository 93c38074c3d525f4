import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { sampleUsageCompanyId } from '#shared/limits.ts';
import { sleep } from '../../programs/sleep.ts';
import { useCandorClient } from '../../useCandorClient.ts';
import { useCompanyId } from '../../useCompanyId.ts';

/** A run may begin on another device, where no tab of this browser can tell. */
const refetchMs = 10_000;
/** Who types is not asked about at every letter. */
const typingMs = 120;

/** The company's conversations, the last used first; with words, those with them in their title or questions. */
export function useSessions(words: string) {
  const client = useCandorClient();
  const companyId = useCompanyId();
  const query = words.trim();
  return useInfiniteQuery({
    queryKey: ['sessions', companyId, query],
    queryFn: async ({ pageParam, signal }) => {
      // calls that are made up were part of none
      if (companyId === sampleUsageCompanyId) return { items: [], nextCursor: null };
      if (query !== '') await sleep(typingMs, signal);
      signal.throwIfAborted();
      return client.sessions.list.query(
        {
          companyId,
          ...(query === '' ? {} : { query }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        { signal },
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: refetchMs,
  });
}
