import type { StreamEvent } from '#shared/runView.ts';
import type { CandorClient } from '../api.ts';
import { createInbox } from './createInbox.ts';
import { endsRun } from './endsRun.ts';
import { isRefusal } from './isRefusal.ts';

/** A connection that a proxy swallowed says nothing at all, not even an error. */
const connectTimeoutMs = 10_000;

/** Why a connection is over: the run is, the server closed the stream, it broke, or the caller left. */
export type ReadOutcome = 'ended' | 'closed' | 'lost' | 'aborted';

export interface ReadOptions {
  runId: string;
  /** The last event that was seen, moved on with every event yielded; 0 asks for the whole log. */
  cursor: { seq: number | string };
  signal: AbortSignal | undefined;
  onLive: () => void;
}

/**
 * Reads a run's events over one connection, each once, and returns why it ended. The connection is closed at the
 * first sign of trouble: EventSource would give up for good at a balancer's 502, so reconnecting is the caller's.
 * Throws what the server refused with (a run that does not exist).
 */
export async function* readRun(
  client: CandorClient,
  { runId, cursor, signal, onLive }: ReadOptions,
): AsyncGenerator<StreamEvent, ReadOutcome> {
  const inbox = createInbox<StreamEvent>();
  let outcome: ReadOutcome = 'lost';
  const settle = (end: ReadOutcome) => {
    outcome = end;
    inbox.close();
  };
  const abort = () => settle('aborted');
  const connecting = setTimeout(() => settle('lost'), connectTimeoutMs);
  const lastEventId = cursor.seq === 0 ? {} : { lastEventId: String(cursor.seq) };
  const subscription = client.chat.stream.subscribe(
    { runId, ...lastEventId },
    {
      onData: (event) => inbox.push(event.data),
      onConnectionStateChange: ({ state, error }) => {
        if (state === 'connecting' && error) settle('lost');
        if (state !== 'pending') return;
        clearTimeout(connecting);
        onLive();
      },
      onError: (error) => (isRefusal(error) ? inbox.close(error) : settle('lost')),
      onComplete: () => settle('closed'),
    },
  );
  signal?.addEventListener('abort', abort);
  try {
    for await (const event of inbox) {
      if (signal?.aborted) return 'aborted';
      if (event.type !== 'snapshot' && event.seq <= Number(cursor.seq)) continue;
      cursor.seq = event.seq;
      yield event;
      if (endsRun(event)) return 'ended';
    }
    return outcome;
  } finally {
    clearTimeout(connecting);
    signal?.removeEventListener('abort', abort);
    subscription.unsubscribe();
  }
}
