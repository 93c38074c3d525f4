import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import type { CandorClient } from '../api.ts';
import { callFilterOf } from './callFilterOf.ts';
import type { CallFilters } from './callFilters.ts';
import { type CallSort, callSorts } from './callSorts.ts';
import type { ShownCall } from './ShownCall.ts';

const pageSize = 200;
/** As much of a question as a row can show. */
const previewPoints = 200;

interface CallPage {
  items: ShownCall[];
  nextCursor: string | null;
}
type CallPages = InfiniteData<CallPage, string | null>;

const sortedMs = 10_000;

/** Which calls: of which company, narrowed to what, in which order. */
export interface CallListKey {
  companyId: string;
  filters: CallFilters;
  sort: CallSort;
}

const keyOf = ({ companyId, filters, sort }: CallListKey) => ['calls', companyId, 'list', filters, sort];

/** The calls that pass a filter, page by page; to the newest first `latestCalls` adds what came since. */
export function callList(client: CandorClient, list: CallListKey) {
  return infiniteQueryOptions({
    queryKey: keyOf(list),
    queryFn: ({ pageParam }): Promise<CallPage> => fetchPage(client, list, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // pages that were read stay as they are: `latestCalls` looks after the newest
    staleTime: list.sort === 'newest' ? Number.POSITIVE_INFINITY : sortedMs,
  });
}

/**
 * Reads the newest calls once more and puts them into the list: new rows in front, rows that have ended in their
 * places. Too many new ones, and the list begins anew. Answers whether anything was new.
 */
export async function latestCalls(
  client: CandorClient,
  queries: QueryClient,
  list: CallListKey,
): Promise<boolean> {
  const page = await fetchPage(client, list, null);
  const key = keyOf(list);
  const before = queries.getQueryData<CallPages>(key);
  const [first, ...rest] = before?.pages ?? [];
  if (!before || !first) return false;
  const fresh = new Map(page.items.map((call) => [call.callId, call]));
  const meets =
    first.items.length === 0 ? page.nextCursor === null : first.items.some(({ callId }) => fresh.has(callId));
  if (!meets) {
    queries.setQueryData<CallPages>(key, { pages: [page], pageParams: [null] });
    return true;
  }
  let hasChanged = false;
  const kept = first.items.map((call) => {
    const now = fresh.get(call.callId);
    fresh.delete(call.callId);
    if (!now || now.status === call.status) return call;
    hasChanged = true;
    return now;
  });
  // a first page that came to be longer than a page still ends where it ended
  const oldest = kept.at(-1)?.createdAt ?? '';
  const added = [...fresh.values()].filter(({ createdAt }) => createdAt >= oldest);
  if (added.length === 0 && !hasChanged) return false;
  const pages = [{ ...first, items: [...added, ...kept] }, ...rest];
  queries.setQueryData<CallPages>(key, { ...before, pages });
  return true;
}

const fetchPage = (client: CandorClient, { companyId, filters, sort }: CallListKey, cursor: string | null) =>
  client.calls.list.query({
    companyId,
    ...callFilterOf(filters),
    ...callSorts[sort].order,
    cursor,
    limit: pageSize,
    previewPoints,
  });
