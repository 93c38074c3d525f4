import { offlineAnalysis } from './offlineAnalyst.ts';
import { offlinePlan } from './offlinePlanner.ts';
import { offlineSearches } from './offlineRetriever.ts';
import { offlineAnswer } from './offlineWriter.ts';
import type { OfflineMessage } from './readPrompt.ts';

const writers: Readonly<Record<string, (messages: readonly OfflineMessage[]) => string>> = {
  'Query Planning': offlinePlan,
  'RAG Retrieval': () => '',
  'Data Analysis': offlineAnalysis,
};

/**
 * The reply to a conversation: the first line of its system message, `Role: …`, says whose turn it is. With it, calls
 * of tools that the request may or may not offer, and the share of a run's pace that the reply takes.
 */
export function offlineReply(messages: readonly OfflineMessage[]) {
  const system = messages.find(({ role }) => role === 'system' || role === 'developer');
  const role = /^Role: (.+)$/m.exec(system?.content ?? '')?.[1]?.trim() ?? 'Answer';
  const write = writers[role];
  const searches = role === 'RAG Retrieval' ? offlineSearches(messages) : [];
  return {
    text: (write ?? offlineAnswer)(messages),
    toolCalls: searches.map((query) => ({ name: 'search_reviews', arguments: { query } })),
    share: write ? 0.15 : 0.55,
  };
}
