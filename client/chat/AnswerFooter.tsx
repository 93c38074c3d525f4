import { Link } from '@tanstack/react-router';
import { formatCount, formatDuration, formatUsd } from '#shared/money.ts';
import type { RunView } from '#shared/runView.ts';

/** What the answer took: sums over the run's rows in the ledger, to which the first of them leads. */
export function AnswerFooter({ view }: { view: RunView }) {
  const { totals } = view;
  const about = totals.estimatedCalls > 0 ? '≈ ' : '';
  const figures = [
    `${about}${formatCount(totals.totalTokens)} tokens`,
    ...(view.ms === null ? [] : [formatDuration(view.ms)]),
    cost(view),
  ];
  return (
    <p className="text-xs text-ink-faint tabular-nums">
      <Link to="/calls" search={{ run: view.runId }} className="underline underline-offset-2 hover:text-ink">
        {totals.llmCalls === 1 ? '1 call' : `${formatCount(totals.llmCalls)} calls`}
      </Link>
      {figures.map((figure) => ` · ${figure}`).join('')}
    </p>
  );
}

function cost({ totals }: RunView): string {
  if (totals.unpricedCalls === 0) return formatUsd(totals.costNanoUsd);
  if (totals.unpricedCalls === totals.llmCalls) return 'price not known';
  return `${formatUsd(totals.costNanoUsd)} + ${totals.unpricedCalls} without a known price`;
}
