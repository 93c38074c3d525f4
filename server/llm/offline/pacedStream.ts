import { setTimeout as wait } from 'node:timers/promises';

/** Shorter waits are skipped: a timer is not that exact. */
const shortestWaitMs = 4;

/** Frames as bytes that leave evenly over a time, then end. An abort or a cancel ends the wait at once. */
export function pacedStream(frames: readonly string[], totalMs: number, signal: AbortSignal) {
  const cancelled = new AbortController();
  const stop = AbortSignal.any([signal, cancelled.signal]);
  const encoder = new TextEncoder();
  const startedMs = performance.now();
  let sent = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      stop.throwIfAborted();
      const frame = frames[sent];
      if (frame === undefined) return controller.close();
      sent += 1;
      const waitMs = startedMs + (totalMs * sent) / frames.length - performance.now();
      if (waitMs >= shortestWaitMs) await wait(waitMs, undefined, { signal: stop });
      controller.enqueue(encoder.encode(frame));
    },
    cancel: () => cancelled.abort(),
  });
}
