import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { History, MessageSquarePlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { scopeSearch } from '../scopeSearch.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompany } from '../useCompany.ts';
import { ImportsDialog } from './ImportsDialog.tsx';
import { NoReviewsYet } from './NoReviewsYet.tsx';
import { ReviewFilterBar } from './ReviewFilterBar.tsx';
import { ReviewsList } from './ReviewsList.tsx';
import { ReviewsSummary } from './ReviewsSummary.tsx';
import { noReviewSearch, type ReviewSearch, reviewSearch } from './reviewSearch.ts';

const route = getRouteApi('/reviews');
const pageSize = 50;

/** All reviews of a company: read, searched, narrowed, and asked about. */
export function ReviewsPage() {
  const filter: ReviewSearch = reviewSearch.parse(route.useSearch());
  const navigate = route.useNavigate();
  const { companyId, company, isLoading } = useCompany();
  const client = useCandorClient();
  const scroller = useRef<HTMLDivElement>(null);
  const [showsImports, setShowsImports] = useState(false);
  const reviews = useInfiniteQuery({
    queryKey: ['reviews', companyId, 'list', filter],
    queryFn: ({ pageParam }) =>
      client.reviews.list.query({ companyId, filter, withMarks: true, limit: pageSize, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const facets = useQuery({
    queryKey: ['reviews', companyId, 'facets', filter],
    queryFn: () => client.reviews.facets.query({ companyId, filter }),
    placeholderData: keepPreviousData,
  });
  const narrow = async (change: Partial<ReviewSearch>) => {
    scroller.current?.scrollTo(0, 0);
    // every letter of a search is not worth a step back
    const isTyping = 'terms' in change && filter.terms !== undefined;
    await navigate({ search: (previous) => ({ ...previous, ...change }), replace: isTyping });
  };
  const shown = reviews.data?.pages.flatMap((page) => page.reviews) ?? [];
  const total = reviews.data?.pages[0]?.total ?? 0;
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  const isEmpty = !isLoading && !isNarrowed && (company?.reviews ?? 0) === 0 && !(total > 0);
  const isCarriedWhole = filter.terms === undefined && filter.source === undefined;
  return (
    <div ref={scroller} className="relative min-h-0 flex-1 overflow-y-auto">
      <title>Reviews · Candor</title>
      <div className="mx-auto max-w-[64rem] px-4 pt-6 pb-10 sm:px-6">
        <div className="flex flex-wrap items-center gap-2">
          <h1 className="mr-auto text-lg font-semibold">Reviews</h1>
          <Button onClick={() => setShowsImports(true)}>
            <History size={14} aria-hidden />
            <span className="max-sm:sr-only">Imports</span>
          </Button>
          {total > 0 && (
            <Link
              to="/"
              search={{ ...scopeSearch.parse(filter), company: companyId }}
              title={isCarriedWhole ? undefined : 'Words and source are not carried over to the conversation'}
              className="inline-flex min-h-9 items-center gap-2 rounded-md bg-accent px-3 text-sm font-medium text-accent-ink hover:opacity-90"
            >
              <MessageSquarePlus size={14} aria-hidden />
              Ask about these
            </Link>
          )}
        </div>
        {isEmpty ? (
          <NoReviewsYet company={company} companyId={companyId} />
        ) : (
          <>
            <div className="grid gap-5 py-5">
              {facets.data && (
                <ReviewsSummary
                  facets={facets.data}
                  filter={filter}
                  onChange={(change) => void narrow(change)}
                />
              )}
              <ReviewFilterBar filter={filter} facets={facets.data} onChange={narrow} />
            </div>
            {reviews.error && (
              <LoadError
                error={reviews.error}
                advice="The reviews could not be loaded."
                onRetry={() => void reviews.refetch()}
              />
            )}
            {reviews.isPending && <Skeleton lines={9} label="Loading reviews" />}
            {reviews.data && shown.length === 0 && (
              <EmptyState
                title="No review matches these filters."
                action={<Button onClick={() => void narrow(noReviewSearch)}>Show all reviews</Button>}
              >
                {filter.terms !== undefined &&
                  'All words have to be in a review, in some English form. Write "or" between words of which one is enough.'}
              </EmptyState>
            )}
            {shown.length > 0 && (
              <ReviewsList
                reviews={shown}
                total={total}
                scroller={scroller}
                onOpen={(review) => void navigate({ search: (previous) => ({ ...previous, review }) })}
                onNearEnd={() => {
                  if (reviews.hasNextPage && !reviews.isFetchingNextPage) void reviews.fetchNextPage();
                }}
              />
            )}
          </>
        )}
      </div>
      {showsImports && <ImportsDialog onClose={() => setShowsImports(false)} />}
    </div>
  );
}
