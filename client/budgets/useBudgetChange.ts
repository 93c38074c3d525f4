import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '../ui/showToast.ts';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompanyId } from '../useCompanyId.ts';

/** Ends a budget, with the way to take that back; and takes it back. */
export function useBudgetChange(budgetId: number) {
  const client = useCandorClient();
  const queries = useQueryClient();
  const companyId = useCompanyId();
  const named = { companyId, budgetId };
  const onSettled = () => queries.invalidateQueries({ queryKey: ['budgets', companyId] });
  const restore = useMutation({
    mutationFn: () => client.budgets.restore.mutate(named),
    onSettled,
    onError: (error) => showToast({ text: error.message, tone: 'danger' }),
  });
  const end = useMutation({
    mutationFn: () => client.budgets.end.mutate(named),
    onSettled,
    onSuccess: () =>
      showToast({
        text: 'The budget has ended.',
        action: {
          label: 'Undo',
          // the part that asked is gone by now, and its mutation with it
          onAction: () =>
            void client.budgets.restore
              .mutate(named)
              .catch((error: Error) => showToast({ text: error.message, tone: 'danger' }))
              .finally(onSettled),
        },
      }),
  });
  return { end, restore };
}
