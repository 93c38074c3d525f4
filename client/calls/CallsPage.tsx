import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompanyId } from '../useCompanyId.ts';
import { CallFilterBar } from './CallFilterBar.tsx';
import { CallsSummary } from './CallsSummary.tsx';
import { CallsTable } from './CallsTable.tsx';
import { callFilterOf } from './callFilterOf.ts';
import { type CallFilters, callFilters } from './callFilters.ts';
import { callList, latestCalls } from './callList.ts';
import { callSortOf } from './callSorts.ts';
import { exportUrl } from './exportUrl.ts';
import { noCallFilters } from './noCallFilters.ts';

const route = getRouteApi('/calls');
const latestMs = 2_000;
/** Scrolled further than this, new rows wait until they are asked for: what is being read must not move. */
const atTopPx = 40;

/** The ledger: every call to a model, the latest first, each with its whole request and response a click away. */
export function CallsPage() {
  const search = route.useSearch();
  const filters: CallFilters = callFilters.parse(search);
  const navigate = route.useNavigate();
  const companyId = useCompanyId();
  const client = useCandorClient();
  const queries = useQueryClient();
  const scroller = useRef<HTMLDivElement>(null);
  /** The newest row when the person scrolled away from the top; null while they are there. */
  const [newestSeen, setNewestSeen] = useState<string | null>(null);
  const sort = callSortOf(search);
  const list = { companyId, filters, sort };
  const calls = useInfiniteQuery(callList(client, list));
  const asked = { companyId, ...callFilterOf(filters) };
  const totals = useQuery({
    queryKey: ['calls', companyId, 'totals', filters],
    queryFn: () => client.usage.totals.query(asked),
    placeholderData: keepPreviousData,
  });
  const facets = useQuery({
    queryKey: ['calls', companyId, 'facets', filters],
    queryFn: () => client.calls.facets.query(asked),
    placeholderData: keepPreviousData,
  });
  useQuery({
    queryKey: ['calls', companyId, 'latest', filters],
    queryFn: async () => {
      const isNew = await latestCalls(client, queries, list);
      if (isNew) void Promise.all([totals.refetch(), facets.refetch()]);
      return isNew;
    },
    // in another order nobody can say where a new call belongs
    enabled: calls.isSuccess && sort === 'newest',
    refetchInterval: latestMs,
  });
  const all = calls.data?.pages.flatMap((page) => page.items) ?? [];
  const hidden =
    newestSeen === null
      ? 0
      : Math.max(
          0,
          all.findIndex(({ callId }) => callId === newestSeen),
        );
  const shown = hidden === 0 ? all : all.slice(hidden);
  const narrow = async (change: Partial<CallFilters> & { sort?: string | undefined }) => {
    scroller.current?.scrollTo(0, 0);
    setNewestSeen(null);
    // every letter of a search is not worth a step back
    const isTyping = 'words' in change && filters.words !== undefined;
    await navigate({ search: (previous) => ({ ...previous, ...change }), replace: isTyping });
  };
  const open = (call: string) => void navigate({ search: (previous) => ({ ...previous, call }) });
  const isNarrow = useMediaQuery('(max-width: 767px)');
  const isNarrowed = Object.values(filters).some((value) => value !== undefined);
  return (
    <div
      ref={scroller}
      onScroll={({ currentTarget: { scrollTop } }) => {
        if (scrollTop <= atTopPx) setNewestSeen(null);
        else if (newestSeen === null) setNewestSeen(all[0]?.callId ?? null);
      }}
      className="relative min-h-0 flex-1 overflow-y-auto"
    >
      <div className="px-4 pt-6 pb-10 sm:px-6">
        <title>Calls · Candor</title>
        <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
          <div className="mr-auto">
            <h1 className="text-lg font-semibold">Calls</h1>
            <p className="mt-1 max-w-[34rem] text-sm text-ink-soft">
              Every request to a model is written down before it is sent. All totals in Candor are sums over
              these rows.
            </p>
          </div>
          <div className="flex gap-2">
            {(['csv', 'jsonl'] as const).map((format) => (
              <a
                key={format}
                href={exportUrl(companyId, filters, format)}
                download
                className="inline-flex min-h-9 items-center gap-2 rounded-md border border-line bg-surface px-3 text-sm font-medium hover:bg-raised"
              >
                <Download size={14} aria-hidden />
                <span className="sr-only">Download these calls as </span>
                {format.toUpperCase()}
              </a>
            ))}
          </div>
        </div>
        <div className="grid gap-5 py-5">
          <CallsSummary totals={totals.data} />
          <CallFilterBar filters={filters} sort={sort} facets={facets.data} onChange={narrow} />
        </div>
        {hidden > 0 && (
          <div className="sticky top-2 z-20 h-0 text-center">
            <Button look="primary" onClick={() => scroller.current?.scrollTo({ top: 0 })}>
              {hidden} new {hidden === 1 ? 'call' : 'calls'}
            </Button>
          </div>
        )}
        {calls.error && (
          <LoadError
            error={calls.error}
            advice="The calls could not be loaded."
            onRetry={() => void calls.refetch()}
          />
        )}
        {calls.isPending && <Skeleton lines={9} label="Loading calls" />}
        {calls.data && all.length === 0 && (
          <EmptyState
            title={isNarrowed ? 'No call matches these filters.' : 'No call yet'}
            action={isNarrowed && <Button onClick={() => void narrow(noCallFilters)}>Show all calls</Button>}
          >
            {filters.words !== undefined &&
              'All words have to be in a prompt or a response, in some English form. Write "or" between words of which one is enough.'}
            {!isNarrowed && 'Ask a question, and each call that it takes is listed here, with what it cost.'}
          </EmptyState>
        )}
        {shown.length > 0 && (
          <CallsTable
            calls={shown}
            total={facets.data?.rows}
            key={String(isNarrow)}
            isNarrow={isNarrow}
            scroller={scroller}
            openCall={search.call}
            onOpen={open}
            onNearEnd={() => {
              if (calls.hasNextPage && !calls.isFetchingNextPage) void calls.fetchNextPage();
            }}
          />
        )}
        {calls.isFetchingNextPage && <p className="py-3 text-center text-xs text-ink-faint">Loading more…</p>}
      </div>
    </div>
  );
}
