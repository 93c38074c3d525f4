import type { LlmCall } from '#shared/llmCall.ts';

/** Which agent made the call; its type where no agent did. */
export function callRole({ metadata, callType }: Pick<LlmCall, 'metadata' | 'callType'>): string {
  return typeof metadata['role'] === 'string' ? metadata['role'] : callType;
}
