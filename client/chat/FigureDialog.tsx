import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Figure } from '#shared/figure.ts';
import { formatCount } from '#shared/money.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { ReviewText } from '../ui/ReviewText.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { RatingBars } from './RatingBars.tsx';

interface FigureDialogProps {
  figure: Figure;
  /** Whose reviews were counted. */
  companyId: string;
  onClose: () => void;
}

const pageSize = 30;

/** What a count of an answer counted: the words, the ratings, the reviews, all of them and no others, as they stand now. */
export function FigureDialog({ figure, companyId, onClose }: FigureDialogProps) {
  const { filter, text, label } = figure;
  const client = useCandorClient();
  const reviews = useInfiniteQuery({
    queryKey: ['reviews', companyId, filter],
    queryFn: ({ pageParam }) =>
      client.reviews.list.query({ companyId, filter, limit: pageSize, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const ratings = useQuery({
    queryKey: ['reviews', companyId, 'by rating', filter],
    queryFn: () => client.reviews.count.query({ companyId, filters: filter, groupBy: 'rating' }),
  });
  const { reviewIds, ...search } = filter;
  const shown = reviews.data?.pages.flatMap((page) => page.reviews) ?? [];
  const total = reviews.data?.pages[0]?.total;
  return (
    <Dialog title={text} onClose={onClose}>
      <p className="text-sm">
        <span className="font-medium">{label}</span>
        <span className="text-ink-soft">
          {`: counted by the database over ${figure.base === 1 ? 'one review' : `all ${formatCount(figure.base)} reviews`} in question.`}
        </span>
      </p>
      {filter.terms && (
        <p className="mt-2 text-sm text-ink-soft wrap-anywhere">
          A review counts that has any of these words, in any form:{' '}
          {filter.terms.split(/ or /i).map((term, index) => (
            <span key={term}>
              {index > 0 && ', '}
              <span className="text-ink">{term.replace(/^"|"$/g, '')}</span>
            </span>
          ))}
        </p>
      )}
      {ratings.data && ratings.data.base > 0 && (
        <div className="mt-4">
          <RatingBars groups={ratings.data.groups} />
        </div>
      )}
      {total !== undefined && total !== figure.count && (
        <p className="mt-3 text-sm text-warning">
          {`Counted as ${figure.count} when the answer was written; ${total} now, since reviews were added or removed.`}
        </p>
      )}
      <div className="mt-3 -ml-2 flex flex-wrap items-center gap-x-2">
        <CopyButton look="words" label="Copy the count" text={`${text} · ${label}`} />
        {!reviewIds && (
          <Link
            to="/reviews"
            search={search}
            className="inline-flex min-h-9 items-center px-2 text-sm text-accent underline underline-offset-2"
          >
            Open on the Reviews page
          </Link>
        )}
      </div>
      {reviews.error && (
        <LoadError
          error={reviews.error}
          advice="The reviews could not be loaded."
          onRetry={() => void reviews.refetch()}
        />
      )}
      {reviews.isPending && <p className="mt-4 text-sm text-ink-faint">Loading the reviews…</p>}
      <ol aria-label="Reviews counted" className="mt-3 grid gap-3">
        {shown.map((review) => (
          <li key={review.id} className="border-t border-line pt-3 text-sm">
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
