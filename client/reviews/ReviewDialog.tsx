import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { ReviewText } from '../ui/ReviewText.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompanyId } from '../useCompanyId.ts';

interface ReviewDialogProps {
  reviewId: string;
  onClose: () => void;
}

/** One review, whole, by its id. */
export function ReviewDialog({ reviewId, onClose }: ReviewDialogProps) {
  const client = useCandorClient();
  const companyId = useCompanyId();
  const review = useQuery({
    queryKey: ['reviews', companyId, 'one', reviewId],
    queryFn: () => client.reviews.get.query({ companyId, reviewId }),
  });
  const isUnknown = review.error?.message === 'There is no such review.';
  const { title, author, language, product } = review.data ?? {};
  return (
    <Dialog title="Review" onClose={onClose}>
      {review.isPending && <Skeleton lines={4} label="Loading the review" />}
      {isUnknown && (
        <EmptyState title="There is no such review">
          It may have been taken back with its import, or belong to another company.
        </EmptyState>
      )}
      {review.error && !isUnknown && (
        <LoadError
          error={review.error}
          advice="The review could not be loaded."
          onRetry={() => void review.refetch()}
        />
      )}
      {title && <h3 className="mb-1 font-medium wrap-anywhere">{title}</h3>}
      {review.data && <ReviewText review={review.data} />}
      <p className="mt-4 text-xs text-ink-faint wrap-anywhere">
        {[author, language, reviewId].filter(Boolean).join(' · ')}
      </p>
      {product && (
        <Link
          to="/reviews"
          search={{ products: [product] }}
          className="mt-2 inline-block text-sm underline decoration-line underline-offset-4 hover:decoration-ink"
        >
          All reviews of {product}
        </Link>
      )}
    </Dialog>
  );
}
