import { useId } from 'react';
import type { Budget } from '#shared/budget.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { BudgetUseRow } from './BudgetUseRow.tsx';
import { budgetOwner, budgetTerms } from './budgetTitle.ts';
import { useBudgetChange } from './useBudgetChange.ts';

/** One budget: whom it is about, what it allows, how far everybody has come. */
export function BudgetItem({ budget, onEdit }: { budget: Budget; onEdit: () => void }) {
  const { end } = useBudgetChange(budget.id);
  const titleId = useId();
  const { uses, hard, zone, window, warnAt } = budget;
  return (
    <li
      aria-labelledby={titleId}
      className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-lg border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="mr-auto min-w-0">
          <h2 id={titleId} className="font-semibold wrap-anywhere">
            {budgetOwner(budget)}: {budgetTerms(budget)}
          </h2>
          <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-soft">
            <Badge tone={hard ? 'accent' : 'calm'}>{hard ? 'Hard' : 'Soft'}</Badge>
            {warnAt.length > 0 ? `Warns at ${warnAt.join(', ')} %` : 'Without warnings'}
            {window !== 'total' && ` · ${zone}`}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button onClick={onEdit}>
            Change<span className="sr-only"> the budget of {budgetOwner(budget)}</span>
          </Button>
          <ConfirmButton
            label="End"
            question="End this budget?"
            consequence={`${budgetOwner(budget)} may then use more than ${budgetTerms(budget)}, as far as other budgets let it. It can be taken back.`}
            yes="End it"
            action={end}
          />
        </div>
      </div>
      {uses.length === 0 && <p className="text-sm text-ink-soft">Nothing was used in this window yet.</p>}
      {uses.length > 0 && (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {uses.map((use) => (
            <BudgetUseRow key={use.subject} budget={budget} use={use} />
          ))}
        </ul>
      )}
    </li>
  );
}
