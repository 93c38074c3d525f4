import type { SessionRun } from '#shared/session.ts';
import { Button } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Answer } from './Answer.tsx';
import { AnswerChecks } from './AnswerChecks.tsx';
import { AnswerEnding } from './AnswerEnding.tsx';
import { AnswerFooter } from './AnswerFooter.tsx';
import { ExecutionTree } from './ExecutionTree.tsx';
import { RunStatusLine } from './RunStatusLine.tsx';
import { useRun } from './useRun.ts';

interface RunArticleProps {
  run: SessionRun;
  /** Its steps unfold below the answer; where there is room they are shown beside it, asked for by `onShowSteps`. */
  stepsBelow: boolean;
  onShowSteps?: (() => void) | undefined;
  onRetry?: ((question: string) => void) | undefined;
}

/** One question and its answer, being made or done. */
export function RunArticle({ run, stepsBelow, onShowSteps, onRetry }: RunArticleProps) {
  const followed = useRun(run);
  const { view, refusal } = followed;
  const isOver = view.endedAt !== null;
  return (
    <article
      aria-label={run.question.slice(0, 80)}
      className="grid gap-3 border-t border-line pt-6 first-of-type:border-0 first-of-type:pt-0"
    >
      <h2 className="text-base font-semibold whitespace-pre-wrap wrap-anywhere">{run.question}</h2>
      <RunStatusLine followed={followed} />
      <Answer view={view} />
      {refusal && (
        <Notice
          tone="danger"
          urgent
        >{`${refusal.message} Reload the page to see where this answer stands.`}</Notice>
      )}
      {isOver && <AnswerEnding view={view} onRetry={onRetry && (() => onRetry(run.question))} />}
      {isOver && (
        <div className="flex flex-wrap items-center gap-x-4">
          <AnswerFooter view={view} />
          {onShowSteps && (
            <Button look="quiet" onClick={onShowSteps} className="min-h-7! px-2! text-xs!">
              Show steps
            </Button>
          )}
        </div>
      )}
      <AnswerChecks view={view} />
      {stepsBelow && view.steps.length > 0 && (
        <Disclosure label={isOver ? 'Steps' : 'Steps so far'}>
          <ExecutionTree view={view} />
        </Disclosure>
      )}
    </article>
  );
}
