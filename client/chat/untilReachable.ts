import type { CandorClient } from '../api.ts';
import { isRefusal } from '../programs/isRefusal.ts';
import { reconnectDelayMs } from '../programs/reconnectDelayMs.ts';
import { sleep } from '../programs/sleep.ts';

/** Enough failures for the longest wait between two tries: the server has been away for a while. */
const manyFailures = 10;

/** Resolves once the server answers again; rejects when the signal is aborted. */
export async function untilReachable(client: CandorClient, signal: AbortSignal): Promise<void> {
  for (;;) {
    await sleep(reconnectDelayMs(manyFailures), signal);
    signal.throwIfAborted();
    try {
      await client.system.status.query(undefined, { signal });
      return;
    } catch (error) {
      if (isRefusal(error)) return;
    }
  }
}
