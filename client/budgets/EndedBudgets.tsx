import type { Budget } from '#shared/budget.ts';
import { Moment } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { budgetOwner, budgetTerms } from './budgetTitle.ts';
import { useBudgetChange } from './useBudgetChange.ts';

/** The last budgets that were ended, each with the way back. */
export function EndedBudgets({ budgets }: { budgets: Budget[] }) {
  return (
    <Disclosure label={`Ended (${budgets.length})`}>
      <ul className="divide-y divide-line border-y border-line">
        {budgets.map((budget) => (
          <EndedBudget key={budget.id} budget={budget} />
        ))}
      </ul>
    </Disclosure>
  );
}

function EndedBudget({ budget }: { budget: Budget }) {
  const { restore } = useBudgetChange(budget.id);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 text-sm">
      <span className="wrap-anywhere">
        {budgetOwner(budget)}: {budgetTerms(budget)}
        {budget.endedAt && (
          <span className="text-ink-faint">
            {' '}
            · ended <Moment iso={budget.endedAt} isShort />
          </span>
        )}
      </span>
      <Button disabled={restore.isPending} onClick={() => restore.mutate()}>
        Begin again<span className="sr-only">: {budgetOwner(budget)}</span>
      </Button>
    </li>
  );
}
