import { callTree, type TreeNode } from '#shared/callTree.ts';
import type { ChatAnswer } from '#shared/chatAnswer.ts';
import type { Totals } from '#shared/chatEvent.ts';
import type { RunView } from '#shared/runView.ts';

/** The sums that have to agree, wherever they are taken. */
export type ProofSums = Pick<
  Totals,
  'llmCalls' | 'promptTokens' | 'completionTokens' | 'totalTokens' | 'costNanoUsd'
>;

/** Added up here and now, over the calls of the tree. */
export function treeSums(view: RunView): ProofSums {
  const calls = callTree(view)
    .children.flatMap((step) => step.children)
    .filter(({ kind }) => kind === 'call');
  const sum = (of: (node: TreeNode) => number | null | undefined) =>
    calls.reduce((all, node) => all + (of(node) ?? 0), 0);
  return {
    llmCalls: calls.filter(({ status }) => status !== 'rejected').length,
    promptTokens: sum(({ usage }) => usage?.prompt_tokens),
    completionTokens: sum(({ usage }) => usage?.completion_tokens),
    totalTokens: sum(({ usage }) => usage?.total_tokens),
    costNanoUsd: sum((node) => node.cost_nano_usd),
  };
}

/** As the database adds them up over the ledger, model by model. */
export function ledgerSums(models: readonly Totals[]): ProofSums {
  const sum = (key: keyof ProofSums) => models.reduce((all, model) => all + model[key], 0);
  return {
    llmCalls: sum('llmCalls'),
    promptTokens: sum('promptTokens'),
    completionTokens: sum('completionTokens'),
    totalTokens: sum('totalTokens'),
    costNanoUsd: sum('costNanoUsd'),
  };
}

/** As REST gives them to any program. */
export function restSums({ metadata }: ChatAnswer): ProofSums {
  return {
    llmCalls: metadata.llm_calls,
    promptTokens: metadata.prompt_tokens,
    completionTokens: metadata.completion_tokens,
    totalTokens: metadata.total_tokens,
    costNanoUsd: metadata.cost_nano_usd,
  };
}

/** The query that anybody can run over the ledger itself. */
export const proofSql = (runId: string) =>
  `SELECT count(*) FILTER (WHERE status <> 'rejected') AS calls, sum(prompt_tokens) AS prompt_tokens, ` +
  `sum(completion_tokens) AS completion_tokens, sum(total_tokens) AS total_tokens, ` +
  `sum(cost_nano_usd) AS cost_nano_usd FROM llm_calls WHERE run_id = '${runId}';`;
