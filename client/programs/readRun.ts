import type { StreamEvent } from '#shared/runView.ts';
import type { CandorClient } from '../api.ts';
import { endsRun } from './endsRun.ts';
import { type ReadOptions, type ReadOutcome, readSubscription } from './readSubscription.ts';

interface ReadRunOptions extends ReadOptions {
  runId: string;
  /** The last event that was seen, moved on with every event yielded; 0 asks for the whole log. */
  cursor: { seq: number | string };
}

/**
 * Reads a run's events over one connection, each once, and returns why it ended: the run did, or what the connection
 * ended with. Throws what the server refused with (a run that does not exist).
 */
export async function* readRun(
  client: CandorClient,
  { runId, cursor, signal, onLive }: ReadRunOptions,
): AsyncGenerator<StreamEvent, ReadOutcome | 'ended'> {
  const lastEventId = cursor.seq === 0 ? {} : { lastEventId: String(cursor.seq) };
  const reading = readSubscription<{ data: StreamEvent }>(
    (handlers) => client.chat.stream.subscribe({ runId, ...lastEventId }, handlers),
    { signal, onLive },
  );
  try {
    for (;;) {
      const { done, value } = await reading.next();
      if (done) return value;
      const event = value.data;
      if (event.type !== 'snapshot' && event.seq <= Number(cursor.seq)) continue;
      cursor.seq = event.seq;
      yield event;
      if (endsRun(event)) return 'ended';
    }
  } finally {
    await reading.return('aborted');
  }
}
