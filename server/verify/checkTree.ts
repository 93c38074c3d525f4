import { callTree, type TreeNode } from '#shared/callTree.ts';
import type { Totals } from '#shared/chatEvent.ts';
import type { RunView } from '#shared/runView.ts';
import type { Broken } from './findings.ts';
import type { StoredCall } from './storedRuns.ts';

interface TreeCheck {
  runId: string;
  isOver: boolean;
  view: RunView;
  calls: StoredCall[];
}

type Sums = Pick<Totals, 'llmCalls' | 'promptTokens' | 'completionTokens' | 'totalTokens' | 'costNanoUsd'>;

/** Holds a run's tree against its ledger rows: node by node, and in sum. */
export function checkTree({ runId, isOver, view, calls }: TreeCheck, broken: Broken): void {
  const nodes = leavesOf(callTree(view));
  const rows = new Map(calls.map((call) => [call.callId, call]));
  for (const { node, stepId } of nodes) {
    const row = rows.get(node.id);
    if (!row || (isOver && !isSame(node, stepId, row))) broken(13, node.id);
  }
  if (!isOver) return;
  const shown = new Set(nodes.map(({ node }) => node.id));
  for (const call of calls) if (!shown.has(call.callId)) broken(13, call.callId);
  const sums = [ledgerSums(calls), treeSums(nodes.map(({ node }) => node)), onlySums(view.totals)];
  if (new Set(sums.map((sum) => JSON.stringify(sum))).size > 1) broken(8, runId);
}

function leavesOf(tree: TreeNode): { node: TreeNode; stepId: string }[] {
  return tree.children.flatMap((step) =>
    step.children.filter(({ kind }) => kind === 'call').map((node) => ({ node, stepId: step.id })),
  );
}

function isSame(node: TreeNode, stepId: string, row: StoredCall): boolean {
  return (
    stepId === row.stepId &&
    node.status === row.status &&
    (node.usage?.prompt_tokens ?? null) === row.promptTokens &&
    (node.usage?.completion_tokens ?? null) === row.completionTokens &&
    (node.usage?.total_tokens ?? null) === row.totalTokens &&
    (node.cost_nano_usd ?? null) === row.costNanoUsd
  );
}

function ledgerSums(calls: StoredCall[]): Sums {
  const sum = (of: (call: StoredCall) => number | null) =>
    calls.reduce((all, call) => all + (of(call) ?? 0), 0);
  return {
    llmCalls: calls.filter((call) => call.status !== 'rejected').length,
    promptTokens: sum((call) => call.promptTokens),
    completionTokens: sum((call) => call.completionTokens),
    totalTokens: sum((call) => call.totalTokens),
    costNanoUsd: sum((call) => call.costNanoUsd),
  };
}

function treeSums(nodes: TreeNode[]): Sums {
  const sum = (of: (node: TreeNode) => number | null | undefined) =>
    nodes.reduce((all, node) => all + (of(node) ?? 0), 0);
  return {
    llmCalls: nodes.filter((node) => node.status !== 'rejected').length,
    promptTokens: sum((node) => node.usage?.prompt_tokens),
    completionTokens: sum((node) => node.usage?.completion_tokens),
    totalTokens: sum((node) => node.usage?.total_tokens),
    costNanoUsd: sum((node) => node.cost_nano_usd),
  };
}

function onlySums({ llmCalls, promptTokens, completionTokens, totalTokens, costNanoUsd }: Totals): Sums {
  return { llmCalls, promptTokens, completionTokens, totalTokens, costNanoUsd };
}
