import { useContext, useMemo, useSyncExternalStore } from 'react';
import { emptyRun, type RunView } from '#shared/runView.ts';
import type { SessionRun } from '#shared/session.ts';
import type { FollowedRun, RunFollower } from './createRunFollowers.ts';
import { FollowersContext } from './FollowersContext.ts';

/**
 * Reads a part of a run as it is now: from storage once it is over, live until then; without a run, of an empty one.
 * Whoever asks is drawn again only when that part is another one, not with every piece of the answer.
 */
export function useRun<Part>(
  run: Pick<SessionRun, 'runId' | 'view'> | undefined,
  partOf: (followed: FollowedRun) => Part,
): Part {
  const follow = useContext(FollowersContext);
  const runId = run?.runId ?? null;
  const stored = run?.view ?? null;
  const follower = useMemo(() => {
    if (stored || !follow || runId === null) return still(stored ?? emptyRun);
    return follow(runId);
  }, [follow, runId, stored]);
  return useSyncExternalStore(follower.subscribe, () => partOf(follower.getSnapshot()));
}

function still(view: RunView): RunFollower {
  const followed: FollowedRun = { view, connection: 'live', refusal: null };
  return { subscribe: () => () => {}, getSnapshot: () => followed };
}
