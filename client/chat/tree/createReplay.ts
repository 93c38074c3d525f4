import type { ChatEvent } from '#shared/chatEvent.ts';
import { emptyRun, foldRun, type RunView } from '#shared/runView.ts';
import type { Clock } from './Clock.ts';

/** A replay at one moment. */
export interface ReplayState {
  /** The run as it was then. */
  view: RunView;
  positionMs: number;
  isPlaying: boolean;
  speed: number;
}

/** A run played again from its log. */
export interface Replay {
  runId: string;
  durationMs: number;
  /** Tells the time of the run. */
  clock: Clock;
  getState: () => ReplayState;
  subscribe: (onChange: () => void) => () => void;
  /** From the beginning, if it is at its end. */
  play: () => void;
  pause: () => void;
  seek: (positionMs: number) => void;
  setSpeed: (speed: number) => void;
}

export const replaySpeeds = [1, 2, 4, 8, 16] as const;
const tickMs = 50;

/** Plays a whole log at its own pace, or faster; the same fold as live, each event at the time it has. */
export function createReplay(events: readonly ChatEvent[]): Replay {
  const times: number[] = [];
  // another process may have gone on with the run, by another clock
  for (const { at } of events) times.push(Math.max(times.at(-1) ?? 0, Date.parse(at)));
  const startMs = times[0] ?? 0;
  const durationMs = (times.at(-1) ?? 0) - startMs;
  const runId = events[0]?.runId ?? '';
  const nothing: RunView = { ...emptyRun, runId };
  const watchers = new Set<() => void>();
  let folded = 0;
  let state: ReplayState = { view: nothing, positionMs: 0, isPlaying: false, speed: 1 };
  let timer: ReturnType<typeof setInterval> | undefined;
  let tickedMs = 0;

  const viewAt = (positionMs: number) => {
    const isBack = positionMs < state.positionMs;
    let view = isBack ? nothing : state.view;
    if (isBack) folded = 0;
    for (; folded < events.length; folded++) {
      const event = events[folded];
      if (!event || (times[folded] ?? 0) - startMs > positionMs) break;
      view = foldRun(view, event);
    }
    return view;
  };
  const change = (next: Partial<ReplayState>) => {
    const view = next.positionMs === undefined ? state.view : viewAt(next.positionMs);
    state = { ...state, ...next, view };
    for (const watcher of watchers) watcher();
  };
  const pause = () => {
    clearInterval(timer);
    timer = undefined;
    change({ isPlaying: false });
  };
  const tick = () => {
    const nowMs = performance.now();
    const positionMs = Math.min(durationMs, state.positionMs + (nowMs - tickedMs) * state.speed);
    tickedMs = nowMs;
    change({ positionMs });
    if (positionMs === durationMs) pause();
  };
  const subscribe = (onChange: () => void) => {
    watchers.add(onChange);
    return () => void watchers.delete(onChange);
  };
  return {
    runId,
    durationMs,
    clock: { now: () => startMs + state.positionMs, subscribe },
    getState: () => state,
    subscribe,
    play() {
      if (timer !== undefined) return;
      tickedMs = performance.now();
      timer = setInterval(tick, tickMs);
      change({ isPlaying: true, positionMs: state.positionMs === durationMs ? 0 : state.positionMs });
    },
    pause,
    seek: (positionMs) => change({ positionMs }),
    setSpeed: (speed) => change({ speed }),
  };
}
