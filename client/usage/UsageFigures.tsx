import { formatCount, formatDuration, formatUsd } from '#shared/money.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageSummary } from '#shared/usageReport.ts';
import { Cost, Count, Duration } from '../ui/Amount.tsx';
import { Change } from './Change.tsx';
import { callsOf } from './callsOf.ts';
import { Figure } from './Figure.tsx';
import { overheadShare } from './overheadShare.ts';
import { RowsLink } from './RowsLink.tsx';
import { shareOf } from './shareOf.ts';

/** What the calls of the stretch add up to, against the stretch before, each sum a step from its rows. */
export function UsageFigures({ summary, filter }: { summary: UsageSummary; filter: UsageFilter }) {
  const { current, previous } = summary;
  const { figures, runs, sessions } = current;
  const before = previous?.figures;
  const calls = callsOf(filter, summary);
  const part = (count: number, more: Parameters<typeof callsOf>[2], words: string) =>
    count > 0 && (
      <p>
        <RowsLink calls={callsOf(filter, summary, more)}>
          {formatCount(count)} {count === 1 ? 'call' : 'calls'} ({shareOf(count, figures.llmCalls)})
        </RowsLink>{' '}
        {words}
      </p>
    );
  const overhead = overheadShare(current);
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-6 lg:grid-cols-4">
      <Figure
        name="Cost"
        value={<Cost nano={figures.costNanoUsd} />}
        change={<Change now={figures.costNanoUsd} before={before?.costNanoUsd} format={formatUsd} />}
        calls={calls}
      >
        {part(figures.unpricedCalls, { unpriced: true }, 'without a price, not counted')}
        {part(figures.estimatedCalls, { estimated: true }, 'estimated')}
        {figures.unpricedCalls + figures.estimatedCalls === 0 && 'Every call priced, every token reported'}
      </Figure>
      <Figure
        name="Tokens"
        value={<Count count={figures.totalTokens} />}
        change={<Change now={figures.totalTokens} before={before?.totalTokens} format={formatCount} />}
        calls={calls}
      >
        <p>
          <Count count={figures.promptTokens} /> prompt, <Count count={figures.cachedTokens} /> of them cached
        </p>
        <p>
          <Count count={figures.completionTokens} /> completion, <Count count={figures.reasoningTokens} />{' '}
          reasoning
        </p>
      </Figure>
      <Figure
        name="Calls"
        value={<Count count={figures.llmCalls} />}
        change={<Change now={figures.llmCalls} before={before?.llmCalls} format={formatCount} />}
        calls={calls}
      >
        <p>
          <Count count={runs} unit="question" /> in <Count count={sessions} unit="conversation" />
        </p>
        {figures.rejectedCalls > 0 && (
          <p>
            <RowsLink calls={callsOf(filter, summary, { status: 'rejected' })}>
              {formatCount(figures.rejectedCalls)} more
            </RowsLink>{' '}
            refused before they were sent
          </p>
        )}
      </Figure>
      <Figure
        name="Errors"
        value={<Count count={figures.errors} />}
        change={<Change now={figures.errors} before={before?.errors} format={formatCount} />}
        calls={callsOf(filter, summary, { failed: true })}
      >
        {shareOf(figures.errors, figures.llmCalls)} of calls failed, were cut off or lost
      </Figure>
      <Figure
        name="Cost per question"
        value={
          <Cost nano={current.costPerRunNanoUsd === null ? null : Math.round(current.costPerRunNanoUsd)} />
        }
        change={
          <Change
            now={current.costPerRunNanoUsd ?? 0}
            before={previous?.costPerRunNanoUsd}
            format={formatUsd}
          />
        }
        calls={calls}
      >
        {current.tokensPerRun !== null && (
          <>
            <Count count={Math.round(current.tokensPerRun)} unit="token" />, the mean over{' '}
            <Count count={runs} unit="question" />
          </>
        )}
      </Figure>
      <Figure
        name="Duration of a call"
        value={<Duration ms={current.durationMs.p50} />}
        change={
          <Change
            now={current.durationMs.p50 ?? 0}
            before={previous?.durationMs.p50}
            format={formatDuration}
          />
        }
        calls={calls}
      >
        at the median (p50), <Duration ms={current.durationMs.p95} /> at p95
      </Figure>
      <Figure
        name="First token"
        value={<Duration ms={current.ttftMs.p50} />}
        change={
          <Change now={current.ttftMs.p50 ?? 0} before={previous?.ttftMs.p50} format={formatDuration} />
        }
        calls={calls}
      >
        at the median (p50), <Duration ms={current.ttftMs.p95} /> at p95
      </Figure>
      <Figure name="Overhead" value={overhead.share} calls={callsOf(filter, summary, { overhead: true })}>
        of the {overhead.of}: planning {overhead.planning}, retries {overhead.retries}
      </Figure>
    </dl>
  );
}
