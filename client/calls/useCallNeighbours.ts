import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMatch } from '@tanstack/react-router';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompanyId } from '../useCompanyId.ts';
import { callFilters } from './callFilters.ts';
import { callList } from './callList.ts';
import { callSortOf } from './callSorts.ts';
import type { ShownCall } from './ShownCall.ts';

const longestRun = 200;

/**
 * The calls around one: of the list that is on the page, else of its run, newest first; and those of its own step,
 * the first attempt first.
 */
export function useCallNeighbours(call: ShownCall | undefined) {
  const client = useCandorClient();
  const companyId = useCompanyId();
  const onCallsPage = useMatch({ from: '/calls', shouldThrow: false });
  const search = onCallsPage?.search ?? {};
  const key = { companyId, filters: callFilters.parse(search), sort: callSortOf(search) };
  const list = useInfiniteQuery({ ...callList(client, key), enabled: false });
  const runId = call?.runId;
  const run = useQuery({
    queryKey: ['calls', call?.companyId, 'run', runId],
    queryFn: () =>
      client.calls.list.query({
        companyId: call?.companyId,
        runId: runId ?? '',
        limit: longestRun,
        previewPoints: 0,
      }),
    enabled: typeof runId === 'string',
  });
  const ofRun = run.data?.items ?? [];
  const listed = onCallsPage ? (list.data?.pages.flatMap((page) => page.items) ?? []) : ofRun;
  const at = listed.findIndex(({ callId }) => callId === call?.callId);
  return {
    newer: at < 0 ? undefined : listed[at - 1]?.callId,
    older: at < 0 ? undefined : listed[at + 1]?.callId,
    ofStep: call?.stepId ? ofRun.filter(({ stepId }) => stepId === call.stepId).reverse() : [],
  };
}
