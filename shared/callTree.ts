import { z } from 'zod';
import { type Fact, fact } from './chatEvent.ts';
import type { Usage } from './llmCall.ts';
import { formatCount, formatDuration, nanoToUsd } from './money.ts';
import type { CallView, RunView, StepView, ToolView } from './runView.ts';

const count = z.number().int();
const treeUsage = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
  cached_tokens: count.optional(),
  reasoning_tokens: count.optional(),
  source: z.enum(['provider', 'estimated']),
});

/** A node of `execution_tree`: one run, whose children are steps, whose children are calls and tools. */
export interface TreeNode {
  id: string;
  kind: 'run' | 'step' | 'call' | 'tool';
  name: string;
  role?: string | undefined;
  model?: string | undefined;
  status: string;
  facts: Fact[];
  usage?: z.infer<typeof treeUsage> | undefined;
  cost_usd?: string | null | undefined;
  cost_nano_usd?: number | null | undefined;
  started_at: string;
  duration_ms?: number | undefined;
  children: TreeNode[];
}

// the type is written out: declarations of an inferred recursive one would lose it
export const treeNode: z.ZodType<TreeNode> = z.object({
  id: z.string(),
  kind: z.enum(['run', 'step', 'call', 'tool']),
  name: z.string(),
  role: z.string().optional(),
  model: z.string().optional(),
  status: z.string(),
  facts: z.array(fact),
  usage: treeUsage.optional(),
  cost_usd: z.string().nullable().optional(),
  cost_nano_usd: count.nullable().optional(),
  started_at: z.string(),
  duration_ms: z.number().optional(),
  get children() {
    return z.array(treeNode);
  },
});

/** The execution tree in REST's words. Usage and cost sit on the calls only; every other figure is a sum over them. */
export function callTree(view: RunView): TreeNode {
  return {
    id: view.runId,
    kind: 'run',
    name: 'Run',
    status: view.status,
    facts: [
      { label: 'Total tokens', value: formatCount(view.totals.totalTokens) },
      ...(view.ms === null ? [] : [{ label: 'Total time', value: formatDuration(view.ms) }]),
      { label: 'LLM calls', value: formatCount(view.totals.llmCalls) },
    ],
    started_at: view.startedAt,
    ...(view.ms === null ? {} : { duration_ms: view.ms }),
    children: view.steps.map(stepNode),
  };
}

/** Tokens of a step: the sum over its calls. */
function stepTokens(step: StepView): number {
  return step.children.reduce(
    (sum, child) => sum + (child.kind === 'call' ? (child.usage?.totalTokens ?? 0) : 0),
    0,
  );
}

function stepNode(step: StepView): TreeNode {
  return {
    id: step.stepId,
    kind: 'step',
    name: step.name,
    role: step.name,
    status: step.status,
    facts: [...step.facts, { label: 'Tokens', value: formatCount(stepTokens(step)) }],
    started_at: step.startedAt,
    ...(step.ms === null ? {} : { duration_ms: step.ms }),
    children: step.children.map((child) => (child.kind === 'call' ? callNode(child) : toolNode(child))),
  };
}

function callNode(call: CallView): TreeNode {
  return {
    id: call.callId,
    kind: 'call',
    name: call.model,
    role: call.role,
    model: call.model,
    status: call.status,
    facts: call.error ? [{ label: 'Error', value: call.error.message }] : [],
    ...(call.usage ? { usage: usageNode(call.usage) } : {}),
    cost_usd: call.costNanoUsd === null ? null : nanoToUsd(call.costNanoUsd),
    cost_nano_usd: call.costNanoUsd,
    started_at: call.startedAt,
    ...(call.ms === null ? {} : { duration_ms: call.ms }),
    children: [],
  };
}

function usageNode(usage: Usage): NonNullable<TreeNode['usage']> {
  return {
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
    total_tokens: usage.totalTokens,
    ...(usage.cachedTokens === null ? {} : { cached_tokens: usage.cachedTokens }),
    ...(usage.reasoningTokens === null ? {} : { reasoning_tokens: usage.reasoningTokens }),
    source: usage.source,
  };
}

function toolNode(tool: ToolView): TreeNode {
  return {
    id: tool.toolId,
    kind: 'tool',
    name: tool.name,
    status: tool.status,
    facts: tool.facts,
    started_at: tool.startedAt,
    ...(tool.ms === null ? {} : { duration_ms: tool.ms }),
    children: [],
  };
}
