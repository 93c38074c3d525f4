import { z } from 'zod';
import { type ReviewScope, reviewScope } from '#shared/reviewScope.ts';

const draft = z.object({
  /** What was written and not sent. */
  message: z.string().catch(''),
  /** The reviews that the conversation is limited to. */
  scope: reviewScope.catch({}),
});
export type Draft = z.infer<typeof draft>;

const noDraft: Draft = { message: '', scope: {} };
const known = new Map<string, Draft>();
const listeners = new Set<() => void>();

/** The key of a conversation's draft; a new conversation has one per company. */
export const draftKey = (companyId: string, sessionId: string | null) =>
  `candor.draft ${companyId} ${sessionId ?? ''}`;

/**
 * What is being written in each conversation. What is written in a tab is that tab's own, through a reload as well; a
 * tab in which nothing was written yet shows what the browser kept last. Without storage it lives as long as the page.
 */
export const draftStore = {
  subscribe(onChange: () => void) {
    if (listeners.size === 0) addEventListener('storage', onStorage);
    listeners.add(onChange);
    return () => {
      listeners.delete(onChange);
      if (listeners.size === 0) removeEventListener('storage', onStorage);
    };
  },
  get(key: string): Draft {
    const now = known.get(key) ?? parsed(stored('sessionStorage', key) ?? stored('localStorage', key));
    known.set(key, now);
    return now;
  },
  set(key: string, change: Partial<Draft>): void {
    const before = draftStore.get(key);
    const next = { ...before, ...change };
    known.set(key, next);
    keep(key, next, before);
    for (const tell of listeners) tell();
  },
  /** After it was sent: what was written meanwhile stays. */
  sent(key: string, message: string): void {
    if (draftStore.get(key).message === message) draftStore.set(key, { message: '' });
  },
};

function onStorage({ key, newValue }: StorageEvent): void {
  // null: all of the storage was cleared
  if (key === null) known.clear();
  else if (known.has(key) && stored('sessionStorage', key) === null) known.set(key, parsed(newValue));
  for (const tell of listeners) tell();
}

function parsed(text: string | null): Draft {
  if (text === null) return noDraft;
  try {
    return draft.safeParse(JSON.parse(text)).data ?? noDraft;
  } catch {
    return noDraft;
  }
}

function stored(storage: 'sessionStorage' | 'localStorage', key: string): string | null {
  try {
    return globalThis[storage].getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, next: Draft, before: Draft): void {
  const text = JSON.stringify(next);
  try {
    sessionStorage.setItem(key, text);
    const isWritten = next.message !== '' && next.message !== before.message;
    // what another tab wrote since is not this one's to replace or remove
    if (!isWritten && parsed(stored('localStorage', key)).message !== before.message) return;
    if (next.message === '' && isWhole(next.scope)) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // storage is full or switched off: it lives as long as the page
  }
}

/** Whether a scope limits nothing. */
export function isWhole(scope: ReviewScope): boolean {
  return Object.values(scope).every((condition) => condition === undefined);
}
