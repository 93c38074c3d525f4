import type { Totals } from './chatEvent.ts';
import type { Usage } from './llmCall.ts';

/** What one call took, counted or estimated; without usage nothing was reported. */
export interface CallAmounts {
  usage: Pick<Usage, 'promptTokens' | 'completionTokens' | 'totalTokens' | 'source'> | null;
  costNanoUsd: number | null;
}

/** Sums grown by one call, as the sums over the ledger's rows are made. */
export function addCall(
  totals: Totals,
  { status, usage, costNanoUsd }: CallAmounts & { status: string },
): Totals {
  return {
    llmCalls: totals.llmCalls + (status === 'rejected' ? 0 : 1),
    promptTokens: totals.promptTokens + (usage?.promptTokens ?? 0),
    completionTokens: totals.completionTokens + (usage?.completionTokens ?? 0),
    totalTokens: totals.totalTokens + (usage?.totalTokens ?? 0),
    costNanoUsd: totals.costNanoUsd + (costNanoUsd ?? 0),
    unpricedCalls: totals.unpricedCalls + (usage !== null && costNanoUsd === null ? 1 : 0),
    estimatedCalls: totals.estimatedCalls + (usage?.source === 'estimated' ? 1 : 0),
  };
}
