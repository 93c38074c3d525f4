import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Source } from '#shared/chatEvent.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { ReviewLine } from '../ui/ReviewLine.tsx';
import { reviewDetails } from '../ui/reviewDetails.ts';
import { QuotedText } from './QuotedText.tsx';

interface SourceItemProps {
  source: Source;
  quotes: readonly string[];
  /** Behind the sentence that the reader points at. */
  isLit: boolean;
  /** Opened by a citation, which is the moment: opened again it is another one. */
  shown: object | null;
}

const longUnits = 280;

/** A review that an answer may cite: its beginning, or all of it. */
export function SourceItem({ source, quotes, isLit, shown }: SourceItemProps) {
  const element = useRef<HTMLLIElement>(null);
  const [isWhole, setWhole] = useState(false);
  const isLong = source.text.length > longUnits;
  useEffect(() => {
    if (!shown) return;
    element.current?.focus({ preventScroll: true });
    element.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  const look = shown
    ? 'border-accent bg-accent-wash'
    : isLit
      ? 'border-line bg-accent-wash'
      : 'border-transparent';
  return (
    <li
      ref={element}
      tabIndex={-1}
      aria-label={`Review ${source.n}`}
      aria-current={shown ? true : undefined}
      className={`scroll-m-3 rounded-md border px-3 py-2.5 transition-colors ${look}`}
    >
      <div className="flex items-start gap-2">
        <span aria-hidden className="min-w-4 pt-px text-xs font-semibold text-accent tabular-nums">
          {source.n}
        </span>
        <p className="min-w-0 flex-1 text-xs text-ink-soft tabular-nums wrap-anywhere">
          <ReviewLine review={source} />
        </p>
      </div>
      <blockquote
        className={`quoted mt-1 text-sm whitespace-pre-wrap wrap-anywhere ${isLong && !isWhole && !shown ? 'line-clamp-4' : ''}`}
      >
        <QuotedText text={source.text} quotes={quotes} />
      </blockquote>
      <div className="-mx-1 mt-1 flex items-center gap-1 text-xs">
        {isLong && !shown && (
          <button
            type="button"
            aria-expanded={isWhole}
            onClick={() => setWhole(!isWhole)}
            className="min-h-7 rounded-sm px-1 text-ink-soft hover:text-ink"
          >
            {isWhole ? 'Show less' : 'Show all'}
          </button>
        )}
        <Link
          to="."
          search={(previous) => ({ ...previous, review: source.reviewId })}
          className="grid min-h-7 place-items-center rounded-sm px-1 text-ink-soft hover:text-ink"
        >
          Open
        </Link>
        <span className="ml-auto">
          <CopyButton
            text={() => `“${source.text}”\n${reviewDetails(source)} · ${source.reviewId}`}
            label="Copy the review"
          />
        </span>
      </div>
    </li>
  );
}
