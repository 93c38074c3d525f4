import { Link } from '@tanstack/react-router';
import type { UsageRuns } from '#shared/usageReport.ts';
import { Count, Moment } from '../ui/Amount.tsx';
import { MeasureCells } from './MeasureCells.tsx';
import type { Measure } from './measures.ts';
import { RowsLink } from './RowsLink.tsx';

interface DearQuestionProps {
  run: UsageRuns['items'][number];
  measure: Measure;
}

/** One question: what it took, and the way to its answer with its tree, and to its calls. */
export function DearQuestion({ run, measure }: DearQuestionProps) {
  const { runId, sessionId, question, status } = run;
  return (
    <tr className="border-b border-line">
      <th scope="row" className="py-2 pr-4 text-left font-normal">
        {sessionId === null || status === null ? (
          <span className="line-clamp-2 wrap-anywhere text-ink-soft">
            {question ?? 'One whose conversation was deleted'}
          </span>
        ) : (
          <Link
            to="/s/$sessionId"
            params={{ sessionId }}
            search={{ run: runId }}
            className="line-clamp-2 wrap-anywhere underline-offset-2 hover:underline"
          >
            {question ?? 'One whose texts were removed'}
          </Link>
        )}
        <span className="flex flex-wrap items-center gap-x-3 pt-0.5 text-xs text-ink-soft">
          {measure !== 'calls' && (
            <span className="sm:hidden">
              <RowsLink calls={{ run: runId }}>
                <Count count={run.llmCalls} unit="call" />
              </RowsLink>
            </span>
          )}
          <span className="max-w-48 truncate" title={run.userId}>
            {run.userId}
          </span>
          <Moment iso={run.startedAt} isShort />
          <span className="min-w-0 truncate" title={run.models.join(', ')}>
            {run.models.join(', ')}
          </span>
        </span>
      </th>
      <MeasureCells figures={run} measure={measure} calls={{ run: runId }} />
    </tr>
  );
}
