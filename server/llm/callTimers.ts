/** How long a call may take, in milliseconds. */
export interface CallTimeouts {
  /** From sending to the first chunk. */
  firstTokenMs: number;
  /** Between two chunks. */
  idleMs: number;
  /** The whole attempt. */
  totalMs: number;
}

export const defaultTimeouts: CallTimeouts = { firstTokenMs: 90_000, idleMs: 45_000, totalMs: 300_000 };

/** The timer that fired, or null while none has. */
export type FiredTimer = 'first-token' | 'idle' | 'total' | null;

/**
 * Aborts `signal` when the provider is silent for too long; the SDK's own timeout does not cover a stalled body.
 * `touch` at each chunk, dispose when done.
 */
export function startCallTimers(timeouts: CallTimeouts) {
  const controller = new AbortController();
  let fired: FiredTimer = null;
  const fire = (timer: FiredTimer) => () => {
    fired ??= timer;
    controller.abort();
  };
  let silence = setTimeout(fire('first-token'), timeouts.firstTokenMs);
  const total = setTimeout(fire('total'), timeouts.totalMs);
  let touched = false;
  return {
    signal: controller.signal,
    fired: (): FiredTimer => fired,
    touch(): void {
      if (touched) {
        silence.refresh();
        return;
      }
      touched = true;
      clearTimeout(silence);
      silence = setTimeout(fire('idle'), timeouts.idleMs);
    },
    [Symbol.dispose](): void {
      clearTimeout(silence);
      clearTimeout(total);
    },
  };
}
