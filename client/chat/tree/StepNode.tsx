import { memo, useContext, useMemo } from 'react';
import { knownCost, stepTotals } from '#shared/estimates.ts';
import type { StepView } from '#shared/runView.ts';
import { Cost, Count } from '../../ui/Amount.tsx';
import { AnswerUnitsContext } from './AnswerUnitsContext.ts';
import { type Axis, Bar } from './Bar.tsx';
import { CallNode } from './CallNode.tsx';
import { Facts, LabelledFact } from './Facts.tsx';
import { groupTools } from './groupTools.ts';
import { EndingWord } from './NodeStatus.tsx';
import { ToolGroupNode } from './ToolGroupNode.tsx';
import { ToolNode } from './ToolNode.tsx';
import { TreeNode } from './TreeNode.tsx';

interface StepNodeProps {
  step: StepView;
  axis: Axis;
  lit: ReadonlySet<string> | null;
  /** What a model that is busy keeps this step waiting with. */
  waiting: string | null;
}

/** One agent's turn, with its calls and tools below. */
export const StepNode = memo(function StepNode({ step, axis, lit, waiting }: StepNodeProps) {
  const { stepId, name, status, startedAt, ms } = step;
  const children = useMemo(() => groupTools(step.children), [step.children]);
  const last = step.children.at(-1);
  const isSaidByCall = last?.kind === 'call' && last.error?.message === step.error?.message;
  return (
    <TreeNode
      id={stepId}
      level={2}
      {...{ status, startedAt, ms }}
      title={<h4 className="text-sm leading-5 font-medium">{name}</h4>}
      details={
        <>
          <Facts facts={step.facts}>
            <StepAmounts step={step} />
          </Facts>
          <EndingWord status={status} />
          {step.error && !isSaidByCall && <p className="text-danger wrap-anywhere">{step.error.message}</p>}
        </>
      }
      bar={<Bar {...{ axis, startedAt, ms }} look="step" />}
      branch={
        children.length === 0
          ? undefined
          : children.map((child) => {
              switch (child.kind) {
                case 'call':
                  return (
                    <CallNode
                      key={child.callId}
                      call={child}
                      axis={axis}
                      isLit={lit?.has(child.callId) ?? false}
                      waiting={child === last ? waiting : null}
                    />
                  );
                case 'tool':
                  return (
                    <ToolNode
                      key={child.toolId}
                      tool={child}
                      axis={axis}
                      level={3}
                      isLit={lit?.has(child.toolId) ?? false}
                    />
                  );
                case 'group':
                  return <ToolGroupNode key={child.groupId} group={child} axis={axis} lit={lit} />;
                default:
                  return child satisfies never;
              }
            })
      }
    />
  );
});

/** What its calls took so far. */
function StepAmounts({ step }: { step: StepView }) {
  const totals = stepTotals([step], useContext(AnswerUnitsContext));
  const isEstimated = totals.estimatedCalls > 0;
  if (totals.totalTokens === 0) return null;
  return (
    <>
      <LabelledFact label="Tokens">
        <Count count={totals.totalTokens} isEstimated={isEstimated} />
      </LabelledFact>
      <LabelledFact label="Cost">
        <Cost nano={knownCost(totals)} isEstimated={isEstimated} />
      </LabelledFact>
    </>
  );
}
