import { useSyncExternalStore } from 'react';
import { type Draft, draftKey, draftStore } from './draftStore.ts';

/** What is being written in a conversation, and the ways to change it. */
export function useDraft(companyId: string, sessionId: string | null) {
  const key = draftKey(companyId, sessionId);
  const draft = useSyncExternalStore(draftStore.subscribe, () => draftStore.get(key));
  return {
    ...draft,
    change: (change: Partial<Draft>) => draftStore.set(key, change),
    sent: (message: string) => draftStore.sent(key, message),
  };
}
