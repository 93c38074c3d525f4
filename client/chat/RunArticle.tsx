import { Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { SessionRun } from '#shared/session.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Answer } from './Answer.tsx';
import { AnswerActions } from './AnswerActions.tsx';
import { AnswerChecks } from './AnswerChecks.tsx';
import { AnswerEnding } from './AnswerEnding.tsx';
import { AnswerFooter } from './AnswerFooter.tsx';
import { EditQuestion } from './EditQuestion.tsx';
import { RunStatusLine } from './RunStatusLine.tsx';
import { ClockContext } from './tree/ClockContext.ts';
import { useRunClock, useShownView } from './tree/useReplay.ts';
import { useRun } from './useRun.ts';

interface RunArticleProps {
  run: SessionRun;
  /** Asks again, in other words or the same, in this run's place; absent where it is not the last, or not over. */
  onReplace?: ((question: string) => void) | undefined;
  /** Asks the same question anew, at the end of the conversation. */
  onRetry?: (() => void) | undefined;
  /** Beside the question: which version this is. */
  versions?: ReactNode;
  /** Below the answer: the way to its steps and sources. */
  details: ReactNode;
}

/** One question and its answer, being made or done. */
export function RunArticle({ run, onReplace, onRetry, versions, details }: RunArticleProps) {
  const followed = useRun(run, (all) => all);
  const { refusal } = followed;
  const view = useShownView(followed.view);
  const [isEditing, setEditing] = useState(false);
  const isOver = view.endedAt !== null;
  const again = onReplace ? () => onReplace(run.question) : onRetry;
  return (
    <article
      id={run.runId}
      aria-label={run.question.slice(0, 80)}
      className="group/turn grid scroll-mt-4 grid-cols-[minmax(0,1fr)] gap-3 border-t border-line pt-6 first-of-type:border-0 first-of-type:pt-0"
    >
      {isEditing && onReplace ? (
        <EditQuestion
          question={run.question}
          onCancel={() => setEditing(false)}
          onAsk={(question) => {
            setEditing(false);
            onReplace(question);
          }}
        />
      ) : (
        <div className="flex items-start gap-2">
          <h2 className="min-w-0 flex-1 text-base font-semibold whitespace-pre-wrap wrap-anywhere">
            {run.question}
          </h2>
          {versions}
          {onReplace && (
            <IconButton size="small" label="Edit the question" onClick={() => setEditing(true)}>
              <Pencil size={14} aria-hidden />
            </IconButton>
          )}
        </div>
      )}
      <Answer view={view} />
      {/* where the text grows, so that it is in view with the newest words */}
      <ClockContext value={useRunClock(run.runId)}>
        <RunStatusLine followed={{ ...followed, view }} />
      </ClockContext>
      {view.budgets.map(({ budgetId, level, message }) => (
        <Notice key={`${budgetId} ${level}`} tone="warning">
          {message}
        </Notice>
      ))}
      {refusal && (
        <Notice
          tone="danger"
          urgent
        >{`${refusal.message} Reload the page to see where this answer stands.`}</Notice>
      )}
      {isOver && <AnswerEnding view={view} onRetry={again} />}
      {isOver && (
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <AnswerFooter view={view} />
          <AnswerActions view={view} onRegenerate={view.status === 'done' && onReplace ? again : undefined} />
        </div>
      )}
      <AnswerChecks view={view} />
      {details}
    </article>
  );
}
