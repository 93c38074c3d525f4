import { useContext, useSyncExternalStore } from 'react';
import type { RunView } from '#shared/runView.ts';
import type { Clock } from './Clock.ts';
import { ClockContext } from './ClockContext.ts';
import type { Replay, ReplayState } from './createReplay.ts';
import { ReplayContext } from './ReplayContext.ts';

const never = () => () => {};

/** The replay of this run and where it stands, while this run is the one that is played again. */
export function useReplay(runId: string): { replay: Replay; state: ReplayState } | null {
  const played = useContext(ReplayContext)?.replay;
  const replay = played?.runId === runId ? played : null;
  const state = useSyncExternalStore(replay?.subscribe ?? never, () => replay?.getState() ?? null);
  return replay && state && { replay, state };
}

/** A run as it is to be shown: as it was at a moment of its replay, else as it is. */
export function useShownView(view: RunView): RunView {
  return useReplay(view.runId)?.state.view ?? view;
}

/** By what the run that is shown tells the time. */
export function useRunClock(runId: string): Clock {
  const clock = useContext(ClockContext);
  return useReplay(runId)?.replay.clock ?? clock;
}
