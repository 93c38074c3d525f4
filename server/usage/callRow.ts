import type { LlmCall } from '#shared/llmCall.ts';

/** Columns that are bigint in the ledger and integers on the wire. */
export const countedColumns = [
  'prompt_tokens',
  'completion_tokens',
  'total_tokens',
  'cached_tokens',
  'reasoning_tokens',
  'cost_nano_usd',
] as const;

/** A row of the ledger as the database gives it: counts as text on a server, as numbers on PGlite. */
export type CallRow = Record<string, unknown> & { id: string | number };

/** A row as the wire carries it. */
export function callOf(row: CallRow): LlmCall {
  const field = <T>(name: string) => row[name] as T;
  const time = (name: string) => (row[name] ? new Date(field<string>(name)).toISOString() : null);
  const [prompt, completion, total, cached, reasoning, cost] = countedColumns.map((name) =>
    row[name] === null ? null : Number(row[name]),
  );
  return {
    callId: field('call_id'),
    model: field('model'),
    provider: field('provider'),
    upstreamModel: field('upstream_model'),
    callType: field('call_type'),
    status: field('status'),
    prompt: field('prompt'),
    response: field('response'),
    promptTokens: prompt ?? null,
    completionTokens: completion ?? null,
    totalTokens: total ?? null,
    cachedTokens: cached ?? null,
    reasoningTokens: reasoning ?? null,
    usageSource: field('usage_source'),
    costNanoUsd: cost ?? null,
    costSource: field('cost_source'),
    price: field('price'),
    sessionId: field('session_id'),
    userId: field('user_id'),
    companyId: field('company_id'),
    runId: field('run_id'),
    stepId: field('step_id'),
    attempt: field('attempt'),
    createdAt: time('created_at') ?? '',
    sentAt: time('sent_at'),
    firstTokenAt: time('first_token_at'),
    endedAt: time('ended_at'),
    durationMs: field('duration_ms'),
    ttftMs: field('ttft_ms'),
    finishReason: field('finish_reason'),
    errorCode: field('error_code'),
    errorMessage: field('error_message'),
    metadata: field('metadata'),
    textsRemovedAt: time('texts_removed_at'),
  };
}
