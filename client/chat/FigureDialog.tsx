import { useInfiniteQuery } from '@tanstack/react-query';
import type { Figure } from '#shared/figure.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { ReviewText } from '../ui/ReviewText.tsx';
import { useCandorClient } from '../useCandorClient.ts';

interface FigureDialogProps {
  figure: Figure;
  /** Whose reviews were counted. */
  companyId: string;
  onClose: () => void;
}

const pageSize = 30;

/** The reviews behind a count, all of them and no others, as they stand in the database now. */
export function FigureDialog({ figure, companyId, onClose }: FigureDialogProps) {
  const client = useCandorClient();
  const reviews = useInfiniteQuery({
    queryKey: ['reviews', companyId, figure.filter],
    queryFn: ({ pageParam }) =>
      client.reviews.list.query({ companyId, filter: figure.filter, limit: pageSize, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const shown = reviews.data?.pages.flatMap((page) => page.reviews) ?? [];
  const total = reviews.data?.pages[0]?.total;
  return (
    <Dialog title={figure.text} onClose={onClose}>
      <p className="text-sm text-ink-soft">{figure.label}</p>
      {figure.filter.terms && (
        <p className="mt-1 text-xs text-ink-faint wrap-anywhere">Words looked for: {figure.filter.terms}</p>
      )}
      {total !== undefined && total !== figure.count && (
        <p className="mt-2 text-sm text-warning">
          {`Counted as ${figure.count} when the answer was written; ${total} now, since reviews were added or removed.`}
        </p>
      )}
      {reviews.error && (
        <LoadError
          error={reviews.error}
          advice="The reviews could not be loaded."
          onRetry={() => void reviews.refetch()}
        />
      )}
      {reviews.isPending && <p className="mt-4 text-sm text-ink-faint">Loading the reviews…</p>}
      <ol className="mt-4 grid gap-4">
        {shown.map((review) => (
          <li key={review.id} className="border-t border-line pt-4">
            <ReviewText review={review} />
          </li>
        ))}
      </ol>
      {reviews.hasNextPage && (
        <Button
          className="mt-4"
          disabled={reviews.isFetchingNextPage}
          onClick={() => void reviews.fetchNextPage()}
        >
          {reviews.isFetchingNextPage ? 'Loading…' : `Show more of ${total}`}
        </Button>
      )}
    </Dialog>
  );
}
