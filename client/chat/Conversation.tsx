import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ArrowDown } from 'lucide-react';
import { useCallback, useContext, useEffect, useMemo, useRef } from 'react';
import type { SessionDetail } from '#shared/session.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { AskBox } from './AskBox.tsx';
import { ConversationHeader } from './ConversationHeader.tsx';
import { draftKey, draftStore } from './draftStore.ts';
import { RunPanel } from './RunPanel.tsx';
import { runTitle } from './runTitle.ts';
import { type ShownSource, ShownSourceContext } from './ShownSourceContext.ts';
import { TurnArticle } from './TurnArticle.tsx';
import { turnsOf } from './turnsOf.ts';
import { type AskedQuestion, useAsk } from './useAsk.ts';
import { useRun } from './useRun.ts';
import { useStickToEnd } from './useStickToEnd.ts';
import { useStop } from './useStop.ts';
import { useUnseenEnd } from './useUnseenEnd.ts';

const route = getRouteApi('/s/$sessionId');

/** Questions and answers, the composer below them, and one answer's steps and sources beside them where there is room. */
export function Conversation({ detail }: { detail: SessionDetail }) {
  const { companyId, id: sessionId, runs } = detail;
  const isWide = useMediaQuery('(min-width: 1200px)');
  const { run: linkedId } = route.useSearch();
  const navigate = useNavigate();
  const shownByClick = useRef<string | undefined>(undefined);
  const showRun = useCallback(
    (run: string | undefined) => {
      shownByClick.current = run;
      void navigate({ to: '.', search: (previous) => ({ ...previous, run }), replace: true });
    },
    [navigate],
  );
  const { shownSource, showSource } = useContext(ShownSourceContext);
  const shownSources = useMemo(
    () => ({
      shownSource,
      // where there is room its answer's sources come up beside the text
      showSource: (source: ShownSource | null) => {
        showSource(source);
        if (source && isWide) showRun(source.runId);
      },
    }),
    [shownSource, showSource, isWide, showRun],
  );
  const { scroller, content, place, jumpToEnd } = useStickToEnd<HTMLDivElement, HTMLDivElement>(
    linkedId === undefined,
  );
  const asking = useAsk({
    companyId,
    sessionId,
    onAsked: () => {
      if (linkedId !== undefined) showRun(undefined);
      jumpToEnd();
    },
  });
  const turns = useMemo(() => turnsOf(runs), [runs]);
  const last = runs.at(-1);
  const isOver = useRun(last, ({ view, refusal }) => view.endedAt !== null || refusal !== null);
  const phase = useRun(last, ({ view }) => view.phase?.phase);
  const lastScope = useRun(last, ({ view }) => view.scope?.filters);
  const isRunning = last !== undefined && !isOver;
  const stopping = useStop(isRunning ? last.runId : null);
  const isUnseen = useUnseenEnd(isRunning);
  const shown = runs.find(({ runId }) => runId === linkedId) ?? last;
  const question = last?.question.slice(0, 80) ?? '';

  // a link into the conversation: the page's own scrolling is what it moves
  useEffect(() => {
    if (linkedId !== undefined && linkedId !== shownByClick.current)
      document.getElementById(linkedId)?.scrollIntoView();
  }, [linkedId]);

  const { ask } = asking;
  const onAsk = useCallback((asked: AskedQuestion) => void ask(asked), [ask]);
  const scopeNow = useCallback(
    () => draftStore.get(draftKey(companyId, sessionId)).scope,
    [companyId, sessionId],
  );
  return (
    <ShownSourceContext value={shownSources}>
      <title>{runTitle({ isRunning, phase, question, isUnseen, title: detail.title })}</title>
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <ConversationHeader detail={detail} />
          <div className="relative flex min-h-0 flex-1 flex-col">
            <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-4 py-6 sm:px-6">
              <div ref={content} className="mx-auto grid max-w-[46rem] grid-cols-[minmax(0,1fr)] gap-8">
                {turns.map((turn) => (
                  <TurnArticle
                    key={turn.id}
                    turn={turn}
                    isLast={turn === turns.at(-1)}
                    shownRunId={shown?.runId ?? null}
                    linkedId={linkedId}
                    isWide={isWide}
                    onShow={showRun}
                    scopeNow={scopeNow}
                    onAsk={isRunning || asking.isAsking ? undefined : onAsk}
                  />
                ))}
              </div>
            </div>
            {place !== 'end' && (
              <Button
                onClick={jumpToEnd}
                className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full! whitespace-nowrap shadow-lg"
              >
                <ArrowDown size={14} aria-hidden />
                {place === 'away-from-news' ? 'New text: jump to latest' : 'Jump to latest'}
              </Button>
            )}
          </div>
          <div className="mx-auto grid w-full max-w-[49rem] grid-cols-[minmax(0,1fr)] gap-2 px-4 pt-2 pb-2 sm:px-6">
            {stopping.error && (
              <Notice tone="danger" urgent>{`Could not stop: ${stopping.error.message}`}</Notice>
            )}
            <AskBox
              companyId={companyId}
              sessionId={sessionId}
              asking={asking}
              lastScope={lastScope}
              onStop={stopping.stop}
              isStopping={stopping.isStopping}
            />
          </div>
        </div>
        {isWide && shown && <RunPanel run={shown} isLast={shown === last} />}
      </div>
    </ShownSourceContext>
  );
}
