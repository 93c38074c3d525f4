import type { RunView } from '#shared/runView.ts';
import { ReviewLine } from '../ui/ReviewLine.tsx';
import { tellCheck } from './tellCheck.ts';

interface CardContentProps {
  /** What the pointer rests on: `data-cite` is a review's number, `data-check` a check's. */
  data: DOMStringMap;
  view: RunView;
}

/** The first lines of the review behind a citation, or what a check has found. */
export function CardContent({ data, view }: CardContentProps) {
  const source = view.sources.find(({ n }) => n === Number(data['cite']));
  if (source) {
    return (
      <>
        <p className="text-xs text-ink-soft tabular-nums wrap-anywhere">
          <span className="font-semibold text-accent">{source.n}</span> <ReviewLine review={source} />
        </p>
        <p className="mt-1 line-clamp-4 wrap-anywhere">{source.text}</p>
      </>
    );
  }
  const check = view.checks[Number(data['check'])];
  if (!check) return null;
  const { verdict, reason } = tellCheck(check, view);
  return (
    <>
      <p className="text-xs font-semibold">{verdict}</p>
      <p className="mt-0.5 text-ink-soft wrap-anywhere">{reason}</p>
    </>
  );
}
