import { useQuery } from '@tanstack/react-query';
import { Gauge } from 'lucide-react';
import { useState } from 'react';
import type { Budget } from '#shared/budget.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompanyId } from '../useCompanyId.ts';
import { BudgetDialog } from './BudgetDialog.tsx';
import { BudgetItem } from './BudgetItem.tsx';
import { EndedBudgets } from './EndedBudgets.tsx';

const refreshMs = 10_000;

/** What may be spent, by whom and until when; how far it has come. */
export function BudgetsPage() {
  const client = useCandorClient();
  const companyId = useCompanyId();
  const [edited, setEdited] = useState<Budget | 'new' | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['budgets', companyId],
    queryFn: ({ signal }) => client.budgets.list.query({ companyId }, { signal }),
    refetchInterval: refreshMs,
  });
  const running = data?.filter(({ endedAt }) => endedAt === null) ?? [];
  const ended = data?.filter(({ endedAt }) => endedAt !== null) ?? [];
  const make = (
    <Button look="primary" onClick={() => setEdited('new')}>
      New budget
    </Button>
  );
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <title>Budgets · Candor</title>
      <div className="mx-auto grid max-w-[46rem] grid-cols-[minmax(0,1fr)] gap-6 px-4 pt-6 pb-12 sm:px-6">
        <header className="flex flex-wrap items-start gap-x-8 gap-y-3">
          <div className="mr-auto">
            <h1 className="text-lg font-semibold">Budgets</h1>
            <p className="mt-1 max-w-[34rem] text-sm text-ink-soft">
              A call holds the most that it can take before it is sent, and gives back what it did not use.
            </p>
          </div>
          {running.length > 0 && make}
        </header>
        {error && !data && (
          <LoadError error={error} advice="The budgets could not be loaded." onRetry={() => void refetch()} />
        )}
        {!data && !error && <Skeleton lines={8} label="Loading the budgets" />}
        {data && running.length === 0 && (
          <EmptyState icon={<Gauge size={24} aria-hidden />} title="Nothing is limited" action={make}>
            A budget says what the company, each user or each conversation may use in a day, a week or a
            month, in money or in tokens. A hard one refuses what does not fit, before a model is asked; a
            soft one only warns.
          </EmptyState>
        )}
        {running.length > 0 && (
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-4">
            {running.map((budget) => (
              <BudgetItem key={budget.id} budget={budget} onEdit={() => setEdited(budget)} />
            ))}
          </ul>
        )}
        {ended.length > 0 && <EndedBudgets budgets={ended} />}
      </div>
      {edited !== null && (
        <BudgetDialog
          companyId={companyId}
          budget={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}
