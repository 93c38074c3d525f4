import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '../ui/Button.tsx';
import { StatusDot } from '../ui/StatusDot.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompanyId } from '../useCompanyId.ts';

/** A run may begin on another device, where no tab of this browser can tell. */
const refetchMs = 10_000;

/** The company's conversations, the latest first. */
export function SessionsList() {
  const client = useCandorClient();
  const companyId = useCompanyId();
  const sessions = useInfiniteQuery({
    queryKey: ['sessions', companyId],
    queryFn: ({ pageParam }) =>
      client.sessions.list.query({ companyId, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: refetchMs,
  });
  if (sessions.error && !sessions.data) {
    return (
      <p className="px-3 py-2 text-sm text-ink-faint">
        The conversations could not be loaded. {sessions.error.message}
      </p>
    );
  }
  const items = sessions.data?.pages.flatMap((page) => page.items) ?? [];
  if (sessions.data && items.length === 0) {
    return <p className="px-3 py-2 text-sm text-ink-faint">Your conversations will be listed here.</p>;
  }
  return (
    <>
      <ul aria-label="Conversations" className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
        {items.map((session) => (
          <li key={session.id}>
            <Link
              to="/s/$sessionId"
              params={{ sessionId: session.id }}
              className="flex items-center gap-2 rounded-md px-3 py-1.5 text-sm text-ink-soft hover:bg-raised aria-[current=page]:bg-raised aria-[current=page]:text-ink"
            >
              <span className="min-w-0 truncate">{session.title}</span>
              {session.runningRunId && <StatusDot status="running" />}
            </Link>
          </li>
        ))}
      </ul>
      {sessions.hasNextPage && (
        <Button
          look="quiet"
          disabled={sessions.isFetchingNextPage}
          onClick={() => void sessions.fetchNextPage()}
          className="mt-1 w-full"
        >
          Show more
        </Button>
      )}
    </>
  );
}
