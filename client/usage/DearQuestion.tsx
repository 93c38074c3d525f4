import { Link } from '@tanstack/react-router';
import type { UsageRuns } from '#shared/usageReport.ts';
import { Cost, Count, Moment } from '../ui/Amount.tsx';
import { RowsLink } from './RowsLink.tsx';

/** One question: what it took, and the way to its answer, its tree and its calls. */
export function DearQuestion({ run }: { run: UsageRuns['items'][number] }) {
  const { runId, sessionId, question } = run;
  return (
    <li className="grid gap-0.5 border-b border-line py-2">
      <div className="flex items-baseline gap-4">
        <p className="mr-auto line-clamp-2 min-w-0 text-sm wrap-anywhere">
          {question === null || sessionId === null ? (
            <span className="text-ink-soft">A conversation that was deleted</span>
          ) : (
            <Link
              to="/s/$sessionId"
              params={{ sessionId }}
              search={{ run: runId }}
              className="underline-offset-2 hover:underline"
            >
              {question}
            </Link>
          )}
        </p>
        <span className="shrink-0 text-sm font-medium">
          <Cost nano={run.costNanoUsd === 0 && run.unpricedCalls > 0 ? null : run.costNanoUsd} />
        </span>
      </div>
      <p className="flex flex-wrap gap-x-3 text-xs text-ink-soft tabular-nums">
        <Count count={run.totalTokens} unit="token" />
        <RowsLink calls={{ run: runId }}>
          <Count count={run.llmCalls} unit="call" />
        </RowsLink>
        <span className="max-w-40 truncate">{run.userId}</span>
        <Moment iso={run.startedAt} isShort />
        <span className="truncate font-mono">{run.models.join(', ')}</span>
      </p>
    </li>
  );
}
