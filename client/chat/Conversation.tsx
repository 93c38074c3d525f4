import { useState } from 'react';
import type { SessionDetail } from '#shared/session.ts';
import { Notice } from '../ui/Notice.tsx';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { AskNotice } from './AskNotice.tsx';
import { Composer } from './Composer.tsx';
import { draftFor } from './draftFor.ts';
import { RunArticle } from './RunArticle.tsx';
import { runTitle } from './runTitle.ts';
import { StepsPanel } from './StepsPanel.tsx';
import { useAsk } from './useAsk.ts';
import { useRun } from './useRun.ts';
import { useStickToEnd } from './useStickToEnd.ts';
import { useStop } from './useStop.ts';

/** Questions and answers, the composer below them, and the steps of one answer beside them where there is room. */
export function Conversation({ detail }: { detail: SessionDetail }) {
  const isWide = useMediaQuery('(min-width: 1200px)');
  const [chosenRunId, chooseRun] = useState<string | null>(null);
  const { scroller, content } = useStickToEnd<HTMLDivElement, HTMLDivElement>();
  const ask = useAsk({ companyId: detail.companyId, sessionId: detail.id, onAsked: () => chooseRun(null) });
  const last = detail.runs.at(-1);
  const { view, refusal } = useRun(last);
  const isRunning = last !== undefined && view.endedAt === null && !refusal;
  const stopping = useStop(isRunning ? last.runId : null);
  const shown = detail.runs.find((run) => run.runId === chosenRunId) ?? last;

  const send = (message: string) =>
    ask.mutateAsync(message).then(
      () => true,
      () => false,
    );
  return (
    <div className="flex min-h-0 flex-1">
      <title>{runTitle(isRunning ? view : null, detail.title)}</title>
      <div className="flex min-w-0 flex-1 flex-col">
        <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-4 py-6 sm:px-6">
          <div ref={content} className="mx-auto grid max-w-[46rem] grid-cols-[minmax(0,1fr)] gap-8">
            <h1 className="sr-only">{detail.title}</h1>
            {detail.runs.map((run) => (
              <RunArticle
                key={run.runId}
                run={run}
                stepsBelow={!isWide}
                onShowSteps={isWide && run !== shown ? () => chooseRun(run.runId) : undefined}
                onRetry={isRunning || ask.isPending ? undefined : (question) => ask.mutate(question)}
              />
            ))}
          </div>
        </div>
        <div className="mx-auto grid w-full max-w-[49rem] gap-2 px-4 pb-3 sm:px-6">
          <AskNotice error={ask.error} />
          {stopping.error && (
            <Notice tone="danger" urgent>{`Could not stop: ${stopping.error.message}`}</Notice>
          )}
          <Composer
            initialDraft={draftFor(detail.companyId, detail.id)}
            onSend={send}
            onStop={stopping.stop}
            isSending={ask.isPending}
            isStopping={stopping.isStopping}
          />
        </div>
      </div>
      {isWide && shown && <StepsPanel run={shown} isLast={shown === last} />}
    </div>
  );
}
