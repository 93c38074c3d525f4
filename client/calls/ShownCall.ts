import type { LlmCall } from '#shared/llmCall.ts';

/** A row of the ledger as a list shows it; the pinned price is for those who recompute. */
export type ShownCall = Omit<LlmCall, 'price'>;

/** A call with its whole request and response, null once retention has dropped them. */
export type WholeCall = ShownCall & { price?: unknown; request?: unknown; responseText: string | null };
