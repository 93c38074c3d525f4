import { z } from 'zod';

/** `CHAT` speaks to the person; `TOOL_USE` plans, retrieves, analyses or repairs; `EMBEDDING` makes vectors. */
export const callType = z.enum(['CHAT', 'TOOL_USE', 'EMBEDDING']);
export type CallType = z.infer<typeof callType>;

/** `rejected` was never sent; `lost` outlived its process; `truncated` ended without a finish_reason. */
export const callStatus = z.enum(['open', 'done', 'truncated', 'error', 'stopped', 'rejected', 'lost']);
export type CallStatus = z.infer<typeof callStatus>;

/** The agents of the team; also the names of the steps. */
export const role = z.enum(['Query Planning', 'RAG Retrieval', 'Data Analysis', 'Answer']);
export type Role = z.infer<typeof role>;

const tokens = z.number().int().min(0);

/** Tokens of one call. `source` says whether the provider counted them or we estimated. */
export const usage = z.object({
  promptTokens: tokens,
  completionTokens: tokens,
  totalTokens: tokens,
  cachedTokens: tokens.nullable(),
  reasoningTokens: tokens.nullable(),
  source: z.enum(['provider', 'estimated']),
});
export type Usage = z.infer<typeof usage>;

const usageSource = z.enum(['provider', 'estimated', 'none']);
const costSource = z.enum(['provider', 'table', 'none']);

/** One row of the ledger as the wire carries it; times are ISO 8601, money integer nano-dollars. */
export const llmCall = z.object({
  callId: z.string(),
  model: z.string(),
  provider: z.string(),
  upstreamModel: z.string().nullable(),
  callType,
  status: callStatus,
  prompt: z.string(),
  response: z.string().nullable(),
  promptTokens: tokens.nullable(),
  completionTokens: tokens.nullable(),
  totalTokens: tokens.nullable(),
  cachedTokens: tokens.nullable(),
  reasoningTokens: tokens.nullable(),
  usageSource,
  costNanoUsd: z.number().int().nullable(),
  costSource,
  price: z.unknown(),
  sessionId: z.string().nullable(),
  userId: z.string(),
  companyId: z.string(),
  runId: z.string().nullable(),
  stepId: z.string().nullable(),
  attempt: z.number().int(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  firstTokenAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  durationMs: z.number().nullable(),
  ttftMs: z.number().nullable(),
  finishReason: z.string().nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  /** When prompt, response and the whole texts were removed; null while they are kept. */
  textsRemovedAt: z.string().nullable(),
});
export type LlmCall = z.infer<typeof llmCall>;
