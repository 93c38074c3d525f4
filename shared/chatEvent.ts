import { z } from 'zod';
import { budgetMeasure, budgetScope } from './budget.ts';
import { callPrice } from './callPrice.ts';
import { figure } from './figure.ts';
import { callStatus, callType, role, usage } from './llmCall.ts';
import { reviewFilter } from './reviewFilter.ts';

/** A labelled figure on a node of the tree: `{ label: 'Found', value: '15' }`. */
export const fact = z.object({ label: z.string(), value: z.string() });
export type Fact = z.infer<typeof fact>;

/** A review that the answer may cite as `[n]`. */
const source = z.object({
  n: z.number().int().positive(),
  reviewId: z.string(),
  text: z.string(),
  rating: z.number().nullable(),
  product: z.string().nullable(),
  source: z.string().nullable(),
  reviewedAt: z.string().nullable(),
});
export type Source = z.infer<typeof source>;

export const outputKind = z.enum(['cited_summary', 'count', 'trend', 'comparison', 'quotes', 'direct']);

/** What is being answered over which reviews: the scope that a follow-up keeps. */
const scope = z.object({ output: outputKind, filters: reviewFilter, searches: z.array(z.string()) });
export type Scope = z.infer<typeof scope>;

/** What went wrong, for people: a plain sentence, a code, an id that the log has too. */
const runError = z.object({
  code: z.string(),
  message: z.string(),
  incidentId: z.string(),
  retryable: z.boolean(),
});
export type RunError = z.infer<typeof runError>;

/** Sums over the run's ledger rows; `costNanoUsd` sums the priced calls, `unpricedCalls` counts the others. */
export const totals = z.object({
  llmCalls: z.number().int(),
  promptTokens: z.number().int(),
  completionTokens: z.number().int(),
  totalTokens: z.number().int(),
  costNanoUsd: z.number().int(),
  unpricedCalls: z.number().int(),
  estimatedCalls: z.number().int(),
});
export type Totals = z.infer<typeof totals>;

const runPhase = z.enum(['starting', 'planning', 'retrieving', 'analysing', 'writing', 'waiting']);
export const runStatus = z.enum(['queued', 'running', 'done', 'stopped', 'failed']);
export type RunStatus = z.infer<typeof runStatus>;
const endedStatus = z.enum(['done', 'error', 'stopped', 'lost']);

/** How a stop went: who was cut, how long after the start. */
const stopReceipt = z.object({ stoppedCalls: z.number().int(), afterMs: z.number() });

const head = {
  v: z.literal(1),
  runId: z.string(),
  /** 1..n without gaps; also the SSE id. */
  seq: z.number().int().positive(),
  at: z.string(),
};
const ms = z.number();
const callId = z.string();
const stepId = z.string();

/** Everything that can happen in a run. `<noun>-<action>`; the page, the stored run and every answer are folds of these. */
export const chatEvent = z.discriminatedUnion('type', [
  z.object({
    ...head,
    type: z.literal('run-start'),
    sessionId: z.string(),
    companyId: z.string(),
    userId: z.string(),
    question: z.string(),
    attempt: z.number().int(),
  }),
  z.object({ ...head, type: z.literal('status'), phase: runPhase, message: z.string() }),
  z.object({ ...head, type: z.literal('step-start'), stepId, name: role }),
  z.object({
    ...head,
    type: z.literal('step-end'),
    stepId,
    status: endedStatus,
    facts: z.array(fact),
    ms,
    error: z.object({ code: z.string(), message: z.string() }).optional(),
  }),
  z.object({
    ...head,
    type: z.literal('tool-start'),
    toolId: z.string(),
    stepId,
    name: z.string(),
    facts: z.array(fact),
  }),
  z.object({
    ...head,
    type: z.literal('tool-end'),
    toolId: z.string(),
    status: endedStatus,
    facts: z.array(fact),
    ms,
    /** Ids of the reviews it found, at most 50. */
    reviewIds: z.array(z.string()).max(50).optional(),
  }),
  z.object({
    ...head,
    type: z.literal('call-start'),
    callId,
    stepId,
    role,
    model: z.string(),
    provider: z.string(),
    callType,
    attempt: z.number().int(),
    /** What the prompt is estimated to cost in tokens, so that the tree counts before the provider does. */
    estimatedPromptTokens: z.number().int(),
    /** What the call is estimated by while it is open; null where no price is known. */
    price: callPrice.nullable().optional(),
  }),
  z.object({ ...head, type: z.literal('call-first-token'), callId, ms }),
  z.object({
    ...head,
    type: z.literal('call-end'),
    callId,
    status: callStatus.exclude(['open']),
    usage: usage.nullable(),
    costNanoUsd: z.number().int().nullable(),
    ms,
    preview: z.string(),
    finishReason: z.string().optional(),
    error: z.object({ code: z.string(), message: z.string() }).optional(),
  }),
  z.object({ ...head, type: z.literal('scope'), scope }),
  /** The counts that the answer may state, each with the filter that opens exactly the counted reviews. */
  z.object({ ...head, type: z.literal('figures'), figures: z.array(figure) }),
  z.object({ ...head, type: z.literal('sources'), reviews: z.array(source) }),
  z.object({ ...head, type: z.literal('answer-start'), callId: callId.nullable() }),
  z.object({ ...head, type: z.literal('answer-delta'), offset: z.number().int(), text: z.string() }),
  z.object({
    ...head,
    type: z.literal('answer-check'),
    /** UTF-16 units into the answer. */
    offset: z.number().int(),
    length: z.number().int(),
    kind: z.enum(['citation', 'count', 'quote']),
    verdict: z.enum(['confirmed', 'dropped', 'replaced', 'wrong']),
    /** What the model had written instead; empty where it held. */
    detail: z.string(),
    /** The figure `n` that a count states. */
    figure: z.number().int().optional(),
  }),
  z.object({
    ...head,
    type: z.literal('answer-end'),
    length: z.number().int(),
    finishReason: z.string().nullable(),
  }),
  /** A level of a budget was reached; told once per level and window. */
  z.object({
    ...head,
    type: z.literal('budget'),
    budgetId: z.number().int(),
    /** Percent of the limit. */
    level: z.number(),
    scope: budgetScope,
    measure: budgetMeasure,
    /** Tokens, or nano-dollars. */
    used: z.number(),
    limit: z.number(),
    /** Null: never. */
    resetsAt: z.string().nullable(),
    message: z.string(),
  }),
  z.object({ ...head, type: z.literal('totals'), totals }),
  z.object({ ...head, type: z.literal('run-resume'), attempt: z.number().int() }),
  z.object({
    ...head,
    type: z.literal('run-end'),
    status: z.enum(['done', 'stopped', 'failed']),
    totals,
    ms,
    message: z.string(),
    error: runError.optional(),
    stop: stopReceipt.optional(),
  }),
]);
export type ChatEvent = z.infer<typeof chatEvent>;

type WithoutHead<E> = E extends unknown ? Omit<E, 'v' | 'runId' | 'seq' | 'at'> : never;
/** An event before the log has numbered it. */
export type NewChatEvent = WithoutHead<ChatEvent>;
