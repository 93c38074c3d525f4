import { randomUUID } from 'node:crypto';
import type { NewLedgerRow, Settlement } from '#server/llm/ledger.ts';

interface MadeCall {
  companyId?: string;
  userId?: string;
  sessionId?: string | null;
  /** What it holds. */
  tokens: number;
  nanoUsd?: number | null;
}

/** A call outside a question, as the door would hand it to the ledger. */
export function ledgerCall({
  companyId = 'acme',
  userId = 'ann',
  sessionId = null,
  ...most
}: MadeCall): NewLedgerRow {
  return {
    callId: randomUUID(),
    owner: { companyId, userId, sessionId, runId: null, stepId: null, epoch: 0 },
    model: 'vendor/model',
    provider: 'vendor',
    callType: 'CHAT',
    attempt: 1,
    prompt: 'Hello',
    request: { messages: [] },
    instructions: 'Be brief.',
    metadata: { agent: 'orchestrator_team', role: 'Answer' },
    bound: { tokens: most.tokens, nanoUsd: most.nanoUsd ?? null },
  };
}

/** The end of a call that took so many tokens, and that much money at one nano-dollar a token. */
export function ledgerEnd(callId: string, tokens: number): Settlement {
  return {
    callId,
    status: 'done',
    response: 'Hi.',
    usage: {
      promptTokens: tokens,
      completionTokens: 0,
      totalTokens: tokens,
      cachedTokens: null,
      reasoningTokens: null,
      source: 'provider',
    },
    costNanoUsd: tokens,
    costSource: 'table',
    price: { table: 'test', input_usd_per_mtok: 0.001, output_usd_per_mtok: 0.001 },
    upstreamModel: null,
    sentAt: new Date().toISOString(),
    firstTokenAt: null,
    durationMs: 1,
    ttftMs: null,
    finishReason: 'stop',
    error: null,
    metadata: {},
  };
}
