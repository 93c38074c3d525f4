import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

const CallDialog = lazy(() =>
  import('../calls/CallDialog.tsx').then((file) => ({ default: file.CallDialog })),
);
const ReviewDialog = lazy(() =>
  import('../reviews/ReviewDialog.tsx').then((file) => ({ default: file.ReviewDialog })),
);

/** What the address asks to see over whatever page is open: `?call=`, one call; `?review=`, one review. */
export function Inspector() {
  const { call, review } = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const close = () =>
    void navigate({ to: '.', search: (previous) => ({ ...previous, call: undefined, review: undefined }) });
  return (
    <Suspense>
      {call && <CallDialog callId={call} onClose={close} />}
      {review && <ReviewDialog key={review} reviewId={review} onClose={close} />}
    </Suspense>
  );
}
