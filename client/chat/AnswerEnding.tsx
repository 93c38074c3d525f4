import type { ReactNode } from 'react';
import type { RunView } from '#shared/runView.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { StopReceipt } from './StopReceipt.tsx';

interface AnswerEndingProps {
  view: RunView;
  /** Asks the question again; absent while something else is being answered. */
  onRetry?: (() => void) | undefined;
}

const cutBy: Record<string, string> = {
  length: 'Cut at the token limit: the model had more to say.',
  content_filter: "Cut by the provider's content filter.",
};

/** Says so when an answer did not end the way answers should; what there is of it stays. */
export function AnswerEnding({ view, onRetry }: AnswerEndingProps) {
  const again = onRetry && (
    <Button onClick={onRetry} className="ml-auto">
      {view.status === 'failed' ? 'Retry' : 'Ask again'}
    </Button>
  );
  if (view.status === 'failed') return <Failure view={view}>{again}</Failure>;
  if (view.status === 'stopped') {
    return (
      <Notice tone="calm">
        <StopReceipt view={view} />
        {again}
      </Notice>
    );
  }
  const cut = view.finishReason === null ? undefined : cutBy[view.finishReason];
  if (cut === undefined) return null;
  return (
    <Notice tone="warning">
      <p className="flex-1 basis-64">{cut}</p>
      {again}
    </Notice>
  );
}

function Failure({ view: { answer, error }, children }: { view: RunView; children: ReactNode }) {
  const advice = error?.retryable
    ? 'This is likely to pass: try again in a moment.'
    : 'The same question may fail the same way: change it, or look up the incident in the server’s log.';
  return (
    <Notice tone="danger" urgent>
      <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
        <p>{error?.message ?? 'This answer could not be finished.'}</p>
        <p className="text-ink-soft">
          {answer !== '' && 'The text above is incomplete. '}
          {advice}
        </p>
        {error && (
          <div className="flex items-center gap-1 text-xs text-ink-faint">
            <span className="wrap-anywhere">Incident {error.incidentId}</span>
            <CopyButton text={error.incidentId} label="Copy the incident id" />
          </div>
        )}
      </div>
      {children}
    </Notice>
  );
}
