import { defineEntity, p } from '@mikro-orm/core';

const timestamp = () => p.datetime().columnType('timestamptz');

/** The ledger: one row per attempt of a request to a model, committed before the request leaves. */
export const LlmCall = defineEntity({
  name: 'LlmCall',
  tableName: 'llm_calls',
  properties: {
    id: p.bigint('number').primary().generated('by default as identity'),
    callId: p.uuid().unique(),
    model: p.text(),
    provider: p.text(),
    upstreamModel: p.text().nullable(),
    callType: p.enum(['CHAT', 'TOOL_USE', 'EMBEDDING'] as const).columnType('text'),
    status: p
      .enum(['open', 'done', 'truncated', 'error', 'stopped', 'rejected', 'lost'] as const)
      .columnType('text'),
    /** The request's messages without the standing instructions, newest user message first; 1,000 code points. */
    prompt: p.text(),
    response: p.text().nullable(),
    promptTokens: p.bigint('number').nullable(),
    completionTokens: p.bigint('number').nullable(),
    totalTokens: p.bigint('number').nullable(),
    cachedTokens: p.bigint('number').nullable(),
    reasoningTokens: p.bigint('number').nullable(),
    usageSource: p
      .enum(['provider', 'estimated', 'none'] as const)
      .columnType('text')
      .default('none'),
    /** Integer nano-dollars; null is "no known price", never 0. */
    costNanoUsd: p.bigint('number').nullable(),
    costUsd: p
      .text()
      .columnType('numeric')
      .generated('((cost_nano_usd)::numeric * 0.000000001) stored')
      .nullable(),
    costSource: p
      .enum(['provider', 'table', 'none'] as const)
      .columnType('text')
      .default('none'),
    price: p.json<unknown>().nullable(),
    /** What an open row holds of its budgets; null while no price of its model is known. */
    reservedNanoUsd: p.bigint('number').nullable().defaultRaw('0'),
    reservedTokens: p.bigint('number').defaultRaw('0'),
    sessionId: p.text().nullable(),
    userId: p.text(),
    companyId: p.text(),
    runId: p.text().nullable(),
    stepId: p.text().nullable(),
    attempt: p.integer().default(1),
    epoch: p.integer().default(0),
    createdAt: timestamp().defaultRaw('now()'),
    sentAt: timestamp().nullable(),
    firstTokenAt: timestamp().nullable(),
    endedAt: timestamp().nullable(),
    durationMs: p.double().nullable(),
    ttftMs: p.double().nullable(),
    finishReason: p.text().nullable(),
    errorCode: p.text().nullable(),
    errorMessage: p.text().nullable(),
    metadata: p.json<Record<string, unknown>>(),
    /** When retention took prompt, response and whole texts away; the figures stay. */
    textsRemovedAt: timestamp().nullable(),
  },
});
