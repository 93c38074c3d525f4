import { offlineAnalysis } from './offlineAnalyst.ts';
import { offlinePlan } from './offlinePlanner.ts';
import { offlineSearches } from './offlineRetriever.ts';
import { offlineAnswer } from './offlineWriter.ts';
import type { OfflineMessage } from './promptParts.ts';

/** What the engine says to a request, before it is put into chunks. */
export interface OfflineReply {
  text: string;
  /** Calls of tools that the request may or may not offer. */
  toolCalls: { name: string; arguments: object }[];
  /** Share of a run's pace that this reply takes. */
  share: number;
}

/** The reply to a conversation: the first line of its system message, `Role: …`, says whose turn it is. */
export function offlineReply(messages: readonly OfflineMessage[]): OfflineReply {
  const system = messages.find((message) => message.role === 'system' || message.role === 'developer');
  const role = /^Role: (.+)$/m.exec(system?.content ?? '')?.[1]?.trim();
  if (role === 'Query Planning') return { text: offlinePlan(messages), toolCalls: [], share: 0.15 };
  if (role === 'Data Analysis') return { text: offlineAnalysis(messages), toolCalls: [], share: 0.15 };
  if (role === 'RAG Retrieval') {
    const toolCalls = offlineSearches(messages).map((query) => ({
      name: 'search_reviews',
      arguments: { query },
    }));
    const text = toolCalls.length > 0 ? '' : 'The planned searches cover the question.';
    return { text, toolCalls, share: 0.15 };
  }
  return { text: offlineAnswer(messages), toolCalls: [], share: 0.55 };
}
