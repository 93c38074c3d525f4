import type { LlmCall } from '#shared/llmCall.ts';

const finishes: Record<string, string> = {
  length: 'Cut by the provider at the limit of output tokens.',
  content_filter: 'Cut by the provider’s content filter.',
  tool_calls: 'Ended by asking for tools.',
};

/** How a call stands or ended, in a sentence. */
export function callEnding({ status, finishReason }: Pick<LlmCall, 'status' | 'finishReason'>): string {
  switch (status) {
    case 'open':
      return 'Under way.';
    case 'done':
      return finishes[finishReason ?? ''] ?? 'Ended by itself.';
    case 'truncated':
      return 'Broke off: the provider never said that it was finished.';
    case 'error':
      return 'Failed.';
    case 'stopped':
      return 'Stopped before it was finished.';
    case 'rejected':
      return 'Never sent.';
    case 'lost':
      return 'Lost: its process died while it was under way.';
    default:
      return status satisfies never;
  }
}
