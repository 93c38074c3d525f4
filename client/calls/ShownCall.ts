import type { LlmCall } from '#shared/llmCall.ts';

/** A row of the ledger as the page shows it; the pinned price is for those who recompute. */
export type ShownCall = Omit<LlmCall, 'price'>;
