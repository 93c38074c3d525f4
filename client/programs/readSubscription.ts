import { createInbox } from './createInbox.ts';
import { isRefusal } from './isRefusal.ts';

/** A connection that a proxy swallowed says nothing at all, not even an error. */
const connectTimeoutMs = 10_000;

/** Why a connection is over: the server closed it, it broke, or the caller left. */
export type ReadOutcome = 'closed' | 'lost' | 'aborted';

interface Handlers<Item> {
  onData: (item: Item) => void;
  onConnectionStateChange: (change: { state: string; error?: unknown }) => void;
  onError: (error: unknown) => void;
  onComplete: () => void;
}

export interface ReadOptions {
  signal: AbortSignal | undefined;
  onLive: () => void;
}

/**
 * Reads a subscription over one connection and returns why it ended. The connection is closed at the first sign of
 * trouble: EventSource would give up for good at a balancer's 502, so reconnecting is the caller's. Throws what the
 * server refused with.
 */
export async function* readSubscription<Item>(
  subscribe: (handlers: Handlers<Item>) => { unsubscribe: () => void },
  { signal, onLive }: ReadOptions,
): AsyncGenerator<Item, ReadOutcome> {
  const inbox = createInbox<Item>();
  let outcome: ReadOutcome = 'lost';
  const settle = (end: ReadOutcome) => {
    outcome = end;
    inbox.close();
  };
  const abort = () => settle('aborted');
  const connecting = setTimeout(() => settle('lost'), connectTimeoutMs);
  const subscription = subscribe({
    onData: inbox.push,
    onConnectionStateChange: ({ state, error }) => {
      if (state === 'connecting' && error) settle('lost');
      if (state !== 'pending') return;
      clearTimeout(connecting);
      onLive();
    },
    onError: (error) => (isRefusal(error) ? inbox.close(error) : settle('lost')),
    onComplete: () => settle('closed'),
  });
  signal?.addEventListener('abort', abort);
  try {
    for await (const item of inbox) {
      if (signal?.aborted) return 'aborted';
      yield item;
    }
    return outcome;
  } finally {
    clearTimeout(connecting);
    signal?.removeEventListener('abort', abort);
    subscription.unsubscribe();
  }
}
