import { lazy, Suspense, useState } from 'react';
import type { Budget, BudgetUse } from '#shared/budget.ts';
import { formatAmount, formatShare } from '#shared/budgetWords.ts';
import { Moment } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { BudgetMeter } from './BudgetMeter.tsx';

const BurnDownChart = lazy(() =>
  import('./BurnDownChart.tsx').then((file) => ({ default: file.BurnDownChart })),
);

/** What one user, one conversation or the company has used, when it begins anew, and when it runs out. */
export function BudgetUseRow({ budget, use }: { budget: Budget; use: BudgetUse }) {
  const [isOpen, setOpen] = useState(false);
  const { measure, limit, hard } = budget;
  const { subject, settled, reserved, overrun, resetsAt, runsOutAt } = use;
  const told = budget.warnings.filter((warning) => warning.subject === subject);
  const isUsedUp = settled + reserved >= limit;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-2 text-sm">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className="font-medium wrap-anywhere">{subject === '' ? 'Used' : subject}</span>
        <span className="tabular-nums">
          {formatShare(measure, settled, limit)}
          {reserved > 0 && `, ${formatAmount(measure, reserved)} held`}
        </span>
      </p>
      <BudgetMeter label={subject === '' ? 'The company' : subject} {...{ budget, use }} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft">
        {overrun > 0 && (
          <span className="font-medium text-danger">{formatAmount(measure, overrun)} over the limit</span>
        )}
        <span className={isUsedUp ? 'text-danger' : undefined}>
          {isUsedUp ? (
            hard ? (
              'Used up: nothing more is let in'
            ) : (
              'Used up'
            )
          ) : runsOutAt === null ? (
            settled === 0 ? (
              'Nothing used yet'
            ) : (
              'Lasts at this pace'
            )
          ) : (
            <>
              Runs out <Moment iso={runsOutAt} isShort /> at this pace
            </>
          )}
        </span>
        {resetsAt !== null && (
          <span>
            Begins anew <Moment iso={resetsAt} isShort />
          </span>
        )}
        {told.length > 0 && <span>Warned at {told.map(({ level }) => `${level} %`).join(', ')}</span>}
        <Button
          look="quiet"
          className="min-h-8! px-2!"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          Burn-down{subject !== '' && <span className="sr-only"> of {subject}</span>}
        </Button>
      </div>
      {isOpen && (
        <Suspense fallback={<div className="h-64" />}>
          <BurnDownChart budget={budget} use={use} />
        </Suspense>
      )}
    </li>
  );
}
