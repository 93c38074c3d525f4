import { useContext, useMemo, useSyncExternalStore } from 'react';
import { knownCost, liveTotals } from '#shared/estimates.ts';
import type { RunView, StepView } from '#shared/runView.ts';
import { Cost, Count, Duration } from '../../ui/Amount.tsx';
import { LitContext } from '../LitContext.ts';
import { AnswerUnitsContext } from './AnswerUnitsContext.ts';
import { axisOf } from './axisOf.ts';
import { ClockContext } from './ClockContext.ts';
import { litNodes } from './litNodes.ts';
import { EndingWord } from './NodeStatus.tsx';
import { StepNode } from './StepNode.tsx';
import { rowGrid, TreeNode } from './TreeNode.tsx';

const never = () => () => {};

/** The root: the whole run in a line, its steps below on one axis of time. */
export function RunNode({ view }: { view: RunView }) {
  const clock = useContext(ClockContext);
  const { lit } = useContext(LitContext);
  const isOver = view.endedAt !== null;
  const startMs = Date.parse(view.startedAt);
  const axisMs = useSyncExternalStore(isOver ? never : clock.subscribe, () =>
    axisOf(view.ms ?? Math.max(0, clock.now() - startMs), isOver),
  );
  const axis = useMemo(() => ({ startMs, ms: axisMs }), [startMs, axisMs]);
  const { steps, sources, figures, runId } = view;
  const litIds = useMemo(
    () => litNodes({ steps, sources, figures, runId }, lit),
    [steps, sources, figures, runId, lit],
  );
  const totals = liveTotals(view);
  const isEstimated = totals.estimatedCalls > 0;
  return (
    <TreeNode
      id="run"
      level={1}
      status={view.status}
      startedAt={view.startedAt}
      ms={view.ms}
      title={
        <>
          <h3 className="sr-only">Run</h3>
          <p className="text-xs leading-5 font-medium">
            <Count count={totals.totalTokens} unit="token" isEstimated={isEstimated} /> ·{' '}
            <Count count={totals.llmCalls} unit="LLM call" /> ·{' '}
            <Cost nano={knownCost(totals)} isEstimated={isEstimated} />
          </p>
        </>
      }
      details={
        <>
          {view.attempt > 1 && <p>taken up again after its process died: attempt {view.attempt}</p>}
          <EndingWord status={view.status} />
        </>
      }
      branch={
        <>
          <li role="none" aria-hidden className={`${rowGrid} text-xs text-ink-faint`}>
            <p className="col-start-2 flex justify-between">
              <span>0</span>
              <Duration ms={axisMs} />
            </p>
          </li>
          {steps.map((step) => (
            <AnswerUnitsContext key={step.stepId} value={isWriting(step) ? view.answer.length : 0}>
              <StepNode
                step={step}
                axis={axis}
                lit={litIds}
                waiting={
                  isBetweenAttempts(step) && view.phase?.phase === 'waiting' ? view.phase.message : null
                }
              />
            </AnswerUnitsContext>
          ))}
        </>
      }
    />
  );
}

const isWriting = ({ children }: StepView) =>
  children.some((child) => child.kind === 'call' && child.status === 'open' && child.callType === 'CHAT');

const isBetweenAttempts = ({ status, children }: StepView) => {
  const last = children.at(-1);
  return status === 'running' && last?.kind === 'call' && last.status === 'error';
};
