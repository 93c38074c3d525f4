import type { Source } from '#shared/chatEvent.ts';
import { Dialog } from '../ui/Dialog.tsx';

interface SourceDialogProps {
  source: Source;
  onClose: () => void;
}

/** The review behind a citation, whole and as its customer wrote it. */
export function SourceDialog({ source, onClose }: SourceDialogProps) {
  const details = [
    source.rating === null ? null : `Rated ${source.rating}`,
    source.product,
    source.source,
    source.reviewedAt?.slice(0, 10) ?? null,
  ].filter((detail) => detail !== null);
  return (
    <Dialog title={`Review ${source.n}`} onClose={onClose}>
      <p className="text-sm text-ink-soft tabular-nums">{details.join(' · ')}</p>
      <blockquote className="mt-3 whitespace-pre-wrap wrap-anywhere">{source.text}</blockquote>
      <p className="mt-4 text-xs text-ink-faint wrap-anywhere">{source.reviewId}</p>
    </Dialog>
  );
}
