import { Link } from '@tanstack/react-router';
import type { Source } from '#shared/chatEvent.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ReviewLine } from '../ui/ReviewLine.tsx';
import { reviewDetails } from '../ui/reviewDetails.ts';
import { QuotedText } from './QuotedText.tsx';

interface SourceDialogProps {
  source: Source;
  /** What the answer quotes, marked where it stands in this review. */
  quotes: readonly string[];
  onClose: () => void;
}

/** The review behind a citation, whole and as its customer wrote it, where there is no room for it beside the text. */
export function SourceDialog({ source, quotes, onClose }: SourceDialogProps) {
  return (
    <Dialog title={`Review ${source.n}`} onClose={onClose}>
      <p className="text-sm text-ink-soft tabular-nums wrap-anywhere">
        <ReviewLine review={source} />
      </p>
      <blockquote className="quoted mt-1 whitespace-pre-wrap wrap-anywhere">
        <QuotedText text={source.text} quotes={quotes} />
      </blockquote>
      <div className="mt-3 -ml-2 flex items-center gap-1">
        <CopyButton
          text={() => `“${source.text}”\n${reviewDetails(source)} · ${source.reviewId}`}
          label="Copy the review"
        />
        <Link
          to="."
          search={(previous) => ({ ...previous, review: source.reviewId })}
          className="text-xs text-ink-faint underline underline-offset-2 wrap-anywhere hover:text-ink"
        >
          {source.reviewId}
        </Link>
      </div>
    </Dialog>
  );
}
