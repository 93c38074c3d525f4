import { useCallback, useSyncExternalStore } from 'react';

const tickMs = 500;

/** The time in milliseconds, to the half second, moving only while `isTicking`. */
export function useNow(isTicking: boolean): number {
  const subscribe = useCallback(
    (onTick: () => void) => {
      if (!isTicking) return () => {};
      const timer = setInterval(onTick, tickMs);
      return () => clearInterval(timer);
    },
    [isTicking],
  );
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / tickMs) * tickMs);
}
