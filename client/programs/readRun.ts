import { TRPCClientError } from '@trpc/client';
import type { StreamEvent } from '#shared/runView.ts';
import type { CandorClient } from '../api.ts';
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
  const inbox: StreamEvent[] = [];
  let outcome: ReadOutcome | null = null;
  let refusal: unknown = null;
  let wake: (() => void) | null = null;
  const settle = (end: ReadOutcome) => {
    outcome ??= end;
    wake?.();
  };
  const abort = () => settle('aborted');
  const connecting = setTimeout(() => settle('lost'), connectTimeoutMs);
  const lastEventId = cursor.seq === 0 ? {} : { lastEventId: String(cursor.seq) };
  const subscription = client.chat.stream.subscribe(
    { runId, ...lastEventId },
    {
      onData: (event) => {
        inbox.push(event.data);
        wake?.();
      },
      onConnectionStateChange: ({ state, error }) => {
        if (state === 'connecting' && error) settle('lost');
        if (state !== 'pending') return;
        clearTimeout(connecting);
        onLive();
      },
      onError: (error) => {
        if (isRefusal(error)) refusal = error;
        settle('lost');
      },
      onComplete: () => settle('closed'),
    },
  );
  signal?.addEventListener('abort', abort);
  try {
    for (;;) {
      if (signal?.aborted) return 'aborted';
      const event = inbox.shift();
      if (event) {
        if (event.type !== 'snapshot' && event.seq <= Number(cursor.seq)) continue;
        cursor.seq = event.seq;
        yield event;
        if (isLast(event)) return 'ended';
        continue;
      }
      if (refusal instanceof TRPCClientError) throw refusal;
      if (outcome !== null) return outcome;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    clearTimeout(connecting);
    signal?.removeEventListener('abort', abort);
    subscription.unsubscribe();
  }
}

function isLast(event: StreamEvent): boolean {
  if (event.type === 'snapshot') return event.view.endedAt !== null;
  return event.type === 'run-end';
}
