import type { Totals } from '#shared/chatEvent.ts';
import { knownCost, liveTotals } from '#shared/estimates.ts';
import { noTotals } from '#shared/runView.ts';
import type { SessionDetail } from '#shared/session.ts';
import { Cost, Count } from '../ui/Amount.tsx';
import { useRun } from './useRun.ts';

/** What the conversation is called, and what all its answers took so far, those that were replaced included. */
export function ConversationHeader({ detail }: { detail: SessionDetail }) {
  const last = useRun(detail.runs.at(-1), ({ view }) => view);
  const all = detail.runs.map((run) =>
    run.runId === last.runId ? liveTotals(last) : (run.view?.totals ?? noTotals),
  );
  const sum = (key: keyof Totals) => all.reduce((total, totals) => total + totals[key], 0);
  const isEstimated = sum('estimatedCalls') > 0;
  const cost = knownCost({ unpricedCalls: sum('unpricedCalls'), costNanoUsd: sum('costNanoUsd') });
  return (
    <header className="flex min-h-10 items-center gap-4 border-b border-line px-4 sm:px-6">
      <h1 className="min-w-0 flex-1 truncate text-sm font-medium" title={detail.title}>
        {detail.title}
      </h1>
      <p
        className="shrink-0 text-xs text-ink-faint tabular-nums"
        title="All answers of this conversation, replaced ones included"
      >
        <span className="max-sm:hidden">
          <Count count={sum('llmCalls')} unit="call" /> in all ·{' '}
        </span>
        <Count count={sum('totalTokens')} unit="token" isEstimated={isEstimated} /> ·{' '}
        <Cost nano={cost} isEstimated={isEstimated} />
      </p>
    </header>
  );
}
