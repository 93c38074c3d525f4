import type { Source } from '#shared/chatEvent.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { ReviewText } from '../ui/ReviewText.tsx';

interface SourceDialogProps {
  source: Source;
  onClose: () => void;
}

/** The review behind a citation, whole and as its customer wrote it. */
export function SourceDialog({ source, onClose }: SourceDialogProps) {
  return (
    <Dialog title={`Review ${source.n}`} onClose={onClose}>
      <ReviewText review={source} />
      <p className="mt-4 text-xs text-ink-faint wrap-anywhere">{source.reviewId}</p>
    </Dialog>
  );
}
