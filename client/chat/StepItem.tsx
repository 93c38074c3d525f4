import { stepTokens } from '#shared/callTree.ts';
import { formatCount, formatDuration } from '#shared/money.ts';
import type { StepView } from '#shared/runView.ts';
import { StatusDot } from '../ui/StatusDot.tsx';
import { CallItem } from './CallItem.tsx';
import { FactList } from './FactList.tsx';
import { ToolItem } from './ToolItem.tsx';

interface StepItemProps {
  step: StepView;
  answerUnits: number;
  now: number;
}

/** One agent's turn. */
export function StepItem({ step, answerUnits, now }: StepItemProps) {
  const elapsedMs = step.ms ?? Math.max(0, now - Date.parse(step.startedAt));
  const tokens = stepTokens(step);
  const facts = tokens > 0 ? [...step.facts, { label: 'Tokens', value: formatCount(tokens) }] : step.facts;
  return (
    <li>
      <div className="flex items-center gap-2">
        <StatusDot status={step.status} />
        <h4 className="font-medium">{step.name}</h4>
        <span className="ml-auto text-ink-soft">{formatDuration(elapsedMs)}</span>
      </div>
      <div className="grid gap-2 pl-4">
        <FactList facts={facts} />
        {step.error && <p className="text-xs text-danger wrap-anywhere">{step.error.message}</p>}
        <ul className="grid gap-2">
          {step.children.map((child) =>
            child.kind === 'call' ? (
              <CallItem key={child.callId} call={child} answerUnits={answerUnits} now={now} />
            ) : (
              <ToolItem key={child.toolId} tool={child} />
            ),
          )}
        </ul>
      </div>
    </li>
  );
}
