import { once } from 'node:events';
import { setTimeout as timeout } from 'node:timers/promises';
import type { FaultSet } from './faultSet.ts';

/** Waits; `Infinity` waits for the signal alone. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (ms <= 0) return;
  if (Number.isFinite(ms)) await timeout(ms, undefined, { signal });
  else await once(new EventTarget(), 'never', { signal });
}

/**
 * Waits before each piece as `rate`, `gap` and `jitter` say; without them not at all. The rate is held against the
 * clock, not piece by piece, because timers are coarser than fast rates.
 */
export function createPace(
  faults: FaultSet,
): (bytes: number, units: number, signal: AbortSignal) => Promise<void> {
  const tokensPerSecond = faults.number('rate', 'tps', Number.POSITIVE_INFINITY);
  const gapMs = faults.number('gap', 'ms', 0);
  const jitterMs = faults.number('jitter', 'ms', 0);
  const startedAt = performance.now();
  let tokens = 0;
  let state = 1;
  return async (bytes, units, signal) => {
    // a piece without text (a slice of a body, a tool call) counts by its bytes
    tokens += (units || bytes) / 4;
    state = (state * 48_271) % 2_147_483_647;
    const rateMs = startedAt + (tokens * 1_000) / tokensPerSecond - performance.now();
    const pauseMs = gapMs + (jitterMs * state) / 2_147_483_647;
    await sleep(Math.max(pauseMs, rateMs >= 1 ? rateMs : 0), signal);
  };
}
