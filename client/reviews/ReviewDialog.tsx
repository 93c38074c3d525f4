import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../ui/Dialog.tsx';
import { ReviewText } from '../ui/ReviewText.tsx';
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
  return (
    <Dialog title="Review" onClose={onClose}>
      {review.isPending && <p className="text-ink-faint">Loading the review…</p>}
      {review.error && <p role="alert">{review.error.message}</p>}
      {review.data && <ReviewText review={review.data} />}
      <p className="mt-4 text-xs text-ink-faint wrap-anywhere">{reviewId}</p>
    </Dialog>
  );
}
