import { formatDuration } from '#shared/money.ts';
import type { RunView } from '#shared/runView.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

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
  if (view.status === 'failed') {
    return (
      <Notice tone="danger" urgent>
        <div className="min-w-0 flex-1 basis-64">
          <p>{view.error?.message ?? 'This answer could not be finished.'}</p>
          <p className="text-ink-soft">
            {view.answer !== '' && 'The text above is incomplete. '}
            {view.error && <>Incident {view.error.incidentId}</>}
          </p>
        </div>
        {again}
      </Notice>
    );
  }
  if (view.status === 'stopped') {
    const calls = view.stop?.stoppedCalls ?? 0;
    return (
      <Notice tone="calm">
        <p className="flex-1 basis-64">
          Stopped{view.stop && ` after ${formatDuration(view.stop.afterMs)}`}.
          {calls > 0 &&
            ` ${calls === 1 ? 'One model call was' : `${calls} model calls were`} cut short and counted.`}
        </p>
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
