import { z } from 'zod';
import { callTree, treeNode } from './callTree.ts';
import { figure } from './figure.ts';
import { nanoToUsd } from './money.ts';
import type { RunView } from './runView.ts';

const count = z.number().int();

/** What REST's first route and `chat.ask` answer, and the stream's `complete` carries. */
export const chatAnswer = z.object({
  message: z.string(),
  session_id: z.string(),
  run_id: z.string(),
  metadata: z.object({
    execution_tree: treeNode,
    status: z.string(),
    llm_calls: count,
    prompt_tokens: count,
    completion_tokens: count,
    total_tokens: count,
    cost_usd: z.string(),
    cost_nano_usd: count,
    /** Calls whose price is not known; their cost is in no sum. */
    unpriced_calls: count,
    duration_ms: z.number().nullable(),
    finish_reason: z.string().nullable(),
    citations: z.array(
      z.object({ n: count, review_id: z.string(), text: z.string(), rating: z.number().nullable() }),
    ),
    /** The counts that the answer states, each with the filter that lists exactly the counted reviews. */
    figures: z.array(figure),
    /** Levels of budgets that this question has reached, in plain words. */
    budget_warnings: z.array(z.string()).optional(),
    error: z
      .object({ code: z.string(), message: z.string(), incident_id: z.string(), retryable: z.boolean() })
      .optional(),
  }),
});
export type ChatAnswer = z.infer<typeof chatAnswer>;

/** The numbers `n` that an answer cites as `[n]` or `[n, m]`, in order of first appearance. */
export function citedNumbers(answer: string): number[] {
  const cited = new Set<number>();
  for (const [, inside] of answer.matchAll(/\[(\d+(?:\s*,\s*\d+)*)\]/g)) {
    for (const n of (inside ?? '').split(',')) cited.add(Number(n));
  }
  return [...cited];
}

/** A run in REST's words: the answer, its tree, its totals, the reviews it cites. */
export function chatAnswerOf(view: RunView): ChatAnswer {
  const { totals } = view;
  const stated = new Set(view.checks.map((check) => check.figure));
  const sources = new Map(view.sources.map((source) => [source.n, source]));
  return {
    message: view.answer,
    session_id: view.sessionId,
    run_id: view.runId,
    metadata: {
      execution_tree: callTree(view),
      status: view.status,
      llm_calls: totals.llmCalls,
      prompt_tokens: totals.promptTokens,
      completion_tokens: totals.completionTokens,
      total_tokens: totals.totalTokens,
      cost_usd: nanoToUsd(totals.costNanoUsd),
      cost_nano_usd: totals.costNanoUsd,
      unpriced_calls: totals.unpricedCalls,
      duration_ms: view.ms,
      finish_reason: view.finishReason,
      citations: citedNumbers(view.answer).flatMap((n) => {
        const cited = sources.get(n);
        return cited ? [{ n, review_id: cited.reviewId, text: cited.text, rating: cited.rating }] : [];
      }),
      figures: view.figures.filter(({ n }) => stated.has(n)),
      ...(view.budgets.length === 0 ? {} : { budget_warnings: view.budgets.map(({ message }) => message) }),
      ...(view.error
        ? {
            error: {
              code: view.error.code,
              message: view.error.message,
              incident_id: view.error.incidentId,
              retryable: view.error.retryable,
            },
          }
        : {}),
    },
  };
}
