import type { StreamEvent } from '#shared/runView.ts';
import type { CandorClient } from '../api.ts';
import { isRunOver } from './isRunOver.ts';
import { readRun } from './readRun.ts';
import { reconnectDelayMs } from './reconnectDelayMs.ts';
import { sleep } from './sleep.ts';

export type RunConnection = 'live' | 'reconnecting';

export interface FollowOptions {
  /** Ends the following, not the run. */
  signal?: AbortSignal;
  /** The last `seq` that was seen; absent or 0 asks for everything from the start. */
  lastEventId?: number | string;
  onConnectionChange?: (connection: RunConnection) => void;
}

/**
 * Every event of a run, in order and once, until it is over; reconnects by itself for as long as it takes. Fold
 * them with `foldRun`. Ends after `run-end` (or a snapshot of an ended run), and quietly on abort.
 * Throws a `CandorError` when the server refuses: a run that does not exist, a key that is not good.
 */
export async function* followRun(
  client: CandorClient,
  runId: string,
  { signal, lastEventId = 0, onConnectionChange }: FollowOptions = {},
): AsyncGenerator<StreamEvent, void> {
  const cursor = { seq: lastEventId };
  let failures = 0;
  for (;;) {
    if (signal?.aborted) return;
    const before = cursor.seq;
    const onLive = () => onConnectionChange?.('live');
    const outcome = yield* readRun(client, { runId, cursor, signal, onLive });
    if (outcome === 'ended' || outcome === 'aborted') return;
    const progressed = cursor.seq !== before;
    if (!progressed && (await isRunOver(client, runId, signal)) && outcome === 'closed') return;
    failures = progressed ? 0 : failures + 1;
    onConnectionChange?.('reconnecting');
    await sleep(reconnectDelayMs(failures), signal);
  }
}
