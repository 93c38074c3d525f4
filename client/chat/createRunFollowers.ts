import { emptyRun, foldRun, type RunView } from '#shared/runView.ts';
import type { CandorClient } from '../api.ts';
import type { RunConnection } from '../programs/followRun.ts';
import type { RunsWorker } from './createRunsWorkers.ts';
import { followRunInTabs } from './followRunInTabs.ts';

/** What is known of a run that is being followed. */
export interface FollowedRun {
  view: RunView;
  connection: 'connecting' | RunConnection;
  /** Why it cannot be followed at all. */
  refusal: Error | null;
}

/** One run to watch, in the shape of `useSyncExternalStore`. */
export interface RunFollower {
  subscribe: (onChange: () => void) => () => void;
  getSnapshot: () => FollowedRun;
}

interface RunFollowersParts {
  client: CandorClient;
  /** The worker that follows for all tabs, asked for when it is needed; null where there is none. */
  worker: () => RunsWorker | null;
  onEnd: () => void;
}

/** Events come in bursts, and text faster than it is read: the page is drawn so often at most. */
const drawMs = 50;

/**
 * Gives out one follower per run, however many parts of the page watch it: one connection, one fold. It connects
 * with the first watcher, leaves with the last, and picks up where it was when another one comes.
 */
export function createRunFollowers(parts: RunFollowersParts): (runId: string) => RunFollower {
  const followers = new Map<string, RunFollower>();
  return (runId) => {
    const known = followers.get(runId);
    if (known) return known;
    const follower = createRunFollower(runId, parts, () => followers.delete(runId));
    followers.set(runId, follower);
    return follower;
  };
}

function createRunFollower(
  runId: string,
  { client, worker, onEnd }: RunFollowersParts,
  forget: () => void,
): RunFollower {
  const watchers = new Set<() => void>();
  let followed: FollowedRun = { view: { ...emptyRun, runId }, connection: 'connecting', refusal: null };
  let connection: AbortController | null = null;
  let drawn = followed;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const draw = () => {
    drawn = followed;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      waiting = undefined;
      if (drawn !== followed) draw();
    }, drawMs);
    for (const watcher of watchers) watcher();
  };
  const change = (next: Partial<FollowedRun>) => {
    const before = followed.view;
    followed = { ...followed, ...next };
    const { answer, endedAt } = followed.view;
    const isAwaited = (before.answer === '' && answer !== '') || endedAt !== null;
    // the first event and the last, and the first words, wait for nothing
    if (waiting === undefined || isAwaited) draw();
  };

  const onConnectionChange = (state: RunConnection) => change({ connection: state });

  const follow = async (signal: AbortSignal) => {
    try {
      const events = followRunInTabs(client, worker, followed.view, { signal, onConnectionChange });
      for await (const event of events) {
        change({ view: foldRun(followed.view, event) });
      }
      if (!signal.aborted) onEnd();
    } catch (error) {
      change({ refusal: error instanceof Error ? error : new Error(String(error)) });
    }
  };

  return {
    subscribe: (onChange) => {
      watchers.add(onChange);
      if (!connection && followed.view.endedAt === null) {
        connection = new AbortController();
        void follow(connection.signal);
      }
      return () => {
        watchers.delete(onChange);
        if (watchers.size > 0) return;
        connection?.abort();
        connection = null;
        if (followed.view.endedAt !== null) forget();
      };
    },
    getSnapshot: () => drawn,
  };
}
