import { Link } from '@tanstack/react-router';
import type { RunView } from '#shared/runView.ts';
import { Cost, Count, Duration } from '../ui/Amount.tsx';
import { overheadOf } from './overheadOf.ts';
import { WouldCostNote } from './WouldCostNote.tsx';

/** What the answer took: sums over the run's rows in the ledger, to which the first of them leads. */
export function AnswerFooter({ view }: { view: RunView }) {
  const { totals } = view;
  const overhead = overheadOf(view) ?? 0;
  const isFree = totals.totalTokens > 0 && totals.costNanoUsd === 0 && totals.unpricedCalls === 0;
  return (
    <div className="grid gap-0.5 text-xs text-ink-faint tabular-nums">
      <p>
        <Link
          to="/calls"
          search={{ run: view.runId }}
          className="underline underline-offset-2 hover:text-ink"
        >
          <Count count={totals.llmCalls} unit="call" />
        </Link>
        {' · '}
        <Count count={totals.totalTokens} unit="token" isEstimated={totals.estimatedCalls > 0} />
        {view.ms !== null && (
          <>
            {' · '}
            <Duration ms={view.ms} />
          </>
        )}
        {' · '}
        <CostOf totals={totals} />
      </p>
      {(isFree || overhead > 0) && (
        <p>
          {overhead > 0 && (
            <span title="The share of planning, retrieval, analysis and failed tries in all tokens; the rest wrote the answer.">
              {Math.round(100 * overhead)} % overhead
            </span>
          )}
          {isFree && <WouldCostNote runId={view.runId} isFirst={overhead === 0} />}
        </p>
      )}
    </div>
  );
}

function CostOf({ totals }: Pick<RunView, 'totals'>) {
  if (totals.unpricedCalls === 0) return <Cost nano={totals.costNanoUsd} />;
  if (totals.unpricedCalls === totals.llmCalls) return 'price not known';
  return (
    <>
      <Cost nano={totals.costNanoUsd} /> + <Count count={totals.unpricedCalls} unit="call" /> without a known
      price
    </>
  );
}
