import { formatCount, formatDuration, formatUsd } from '#shared/money.ts';
import type { RunView } from '#shared/runView.ts';
import { StatusDot } from '../ui/StatusDot.tsx';
import { useNow } from '../ui/useNow.ts';
import { StepItem } from './StepItem.tsx';

/** The run as it unfolds: its steps, their model calls and tools, each with its tokens, cost and time. */
export function ExecutionTree({ view }: { view: RunView }) {
  const isRunning = view.endedAt === null && view.startedAt !== '';
  const now = useNow(isRunning);
  const elapsedMs = view.ms ?? (isRunning ? Math.max(0, now - Date.parse(view.startedAt)) : null);
  const { totals } = view;
  return (
    <section aria-label="Execution tree" className="text-sm tabular-nums">
      <header className="flex items-center gap-2">
        <StatusDot status={view.status} />
        <h3 className="font-semibold">Run</h3>
        <span className="ml-auto text-ink-soft">{elapsedMs !== null && formatDuration(elapsedMs)}</span>
      </header>
      <p className="mt-1 pl-4 text-xs text-ink-soft">
        {formatCount(totals.totalTokens)} tokens ·{' '}
        {totals.llmCalls === 1 ? '1 LLM call' : `${totals.llmCalls} LLM calls`} ·{' '}
        {formatUsd(totals.unpricedCalls > 0 && totals.costNanoUsd === 0 ? null : totals.costNanoUsd)}
      </p>
      <ol className="mt-3 ml-0.75 grid gap-4 border-l border-line pl-4">
        {view.steps.map((step) => (
          <StepItem key={step.stepId} step={step} answerUnits={view.answer.length} now={now} />
        ))}
      </ol>
    </section>
  );
}
