/** What moves the figures of a run that is under way: the time, at most so often as a person can read it. */
export interface Clock {
  /** Milliseconds since 1970; the same between two ticks. */
  now: () => number;
  subscribe: (onTick: () => void) => () => void;
}

const calmMs = 200;
const stillMs = 1_000;

/** The time of this device. */
export function createWallClock(): Clock {
  const watchers = new Set<() => void>();
  // who wants no motion sees no bar glide
  const tickMs = matchMedia('(prefers-reduced-motion: reduce)').matches ? stillMs : calmMs;
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    now: () => Math.floor(Date.now() / tickMs) * tickMs,
    subscribe(onTick) {
      watchers.add(onTick);
      timer ??= setInterval(() => {
        for (const watcher of watchers) watcher();
      }, tickMs);
      return () => {
        watchers.delete(onTick);
        if (watchers.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
