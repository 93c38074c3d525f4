import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from '../ui/Button.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompanyId } from '../useCompanyId.ts';
import { CallFilterBar } from './CallFilterBar.tsx';
import { CallsTable } from './CallsTable.tsx';
import type { CallFilters } from './callFilters.ts';

const route = getRouteApi('/calls');
const pageSize = 50;

/** The ledger: every call to a model, the latest first, each with its whole request and response a click away. */
export function CallsPage() {
  const { session, run, model, status } = route.useSearch();
  const filters: CallFilters = { session, run, model, status };
  const navigate = route.useNavigate();
  const companyId = useCompanyId();
  const client = useCandorClient();
  const calls = useInfiniteQuery({
    queryKey: ['calls', companyId, filters],
    queryFn: ({ pageParam }) => {
      const asked = { sessionId: session, runId: run, model, status, cursor: pageParam ?? undefined };
      return client.calls.list.query({ companyId, ...asked, limit: pageSize });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const narrow = (change: Partial<CallFilters>) =>
    void navigate({ search: (previous) => ({ ...previous, ...change }), replace: true });
  const open = (call: string) => void navigate({ search: (previous) => ({ ...previous, call }) });
  const items = calls.data?.pages.flatMap((page) => page.items) ?? [];
  const isNarrowed = Object.values(filters).some((value) => value !== undefined);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 py-6 sm:px-6">
      <title>Calls · Candor</title>
      <h1 className="text-lg font-semibold">Calls</h1>
      <p className="mt-1 max-w-[46rem] text-sm text-ink-soft">
        Every request to a model is written down before it is sent. Totals anywhere in Candor are sums over
        these rows.
      </p>
      <CallFilterBar key={JSON.stringify(filters)} filters={filters} onChange={narrow} />
      {calls.error && <LoadError error={calls.error} advice="" onRetry={() => void calls.refetch()} />}
      {calls.isPending && <p className="py-4 text-ink-faint">Loading calls…</p>}
      {calls.data && items.length === 0 && (
        <p className="py-4 text-ink-soft">
          {isNarrowed
            ? 'No call matches these filters.'
            : 'No call yet. Ask a question, and each call it takes is listed here.'}
        </p>
      )}
      {items.length > 0 && <CallsTable calls={items} onOpen={open} />}
      {calls.hasNextPage && (
        <Button
          disabled={calls.isFetchingNextPage}
          onClick={() => void calls.fetchNextPage()}
          className="mt-4"
        >
          {calls.isFetchingNextPage ? 'Loading…' : 'Show more'}
        </Button>
      )}
    </div>
  );
}
