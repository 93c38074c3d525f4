import { createContext, useContext, useSyncExternalStore } from 'react';
import { type Clock, createWallClock } from './Clock.ts';

/** By what a tree tells the time: this device's, or that of a replay. */
export const ClockContext = createContext<Clock>(createWallClock());

/** The time, again at every tick: only for what is on the page while it is under way. */
export function useClock(): number {
  const clock = useContext(ClockContext);
  return useSyncExternalStore(clock.subscribe, clock.now);
}
