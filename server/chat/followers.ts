import type { Em } from '#server/db/openDatabase.ts';
import type { ChatEvent } from '#shared/chatEvent.ts';
import { limits } from '#shared/limits.ts';
import { emptyRun, foldRun, type RunView, type StreamEvent } from '#shared/runView.ts';
import { lastSeqs, logEnd, readEvents } from './runEvents.ts';

/** A reader that lags further than this is cut loose and catches up from the stored log. */
const MOST_QUEUED = 2_000;
const PAGE = 500;
const TAIL_MS = 150;

interface Follower {
  /** The last event that was handed out. */
  seq: number;
  queue: ChatEvent[];
  /** Whether events were dropped, so that the log has to be read again. */
  missed: boolean;
  wake: () => void;
}

/**
 * Everyone who watches a run on this process. Runs that this process owns feed their followers from memory after
 * the commit; others are read by one tail query, and only while somebody watches.
 */
export function createFollowers(fork: () => Em, isLocal: (runId: string) => boolean) {
  const byRun = new Map<string, Set<Follower>>();
  let tail: NodeJS.Timeout | null = null;

  function deliver(runId: string, events: ChatEvent[]): void {
    for (const follower of byRun.get(runId) ?? []) {
      if (follower.queue.length + events.length > MOST_QUEUED) {
        follower.queue = [];
        follower.missed = true;
      } else {
        follower.queue.push(...events);
      }
      follower.wake();
    }
  }

  /** One query for all runs that are not ours: whoever has not seen the last event looks into the log. */
  async function lookAgain(): Promise<void> {
    const others = [...byRun.keys()].filter((runId) => !isLocal(runId));
    if (others.length === 0) return;
    for (const [runId, seq] of await lastSeqs(fork(), others)) {
      for (const follower of byRun.get(runId) ?? []) {
        if (follower.seq >= seq) continue;
        follower.missed = true;
        follower.wake();
      }
    }
  }

  function watchOthers(): void {
    tail ??= setTimeout(() => {
      // a database that is away is asked again at the next look
      void lookAgain()
        .catch(() => undefined)
        .finally(() => {
          tail = null;
          if (byRun.size > 0) watchOthers();
        });
    }, TAIL_MS);
    tail.unref();
  }

  function stopWatching(): void {
    if (tail !== null) clearTimeout(tail);
    tail = null;
  }

  /** Follows from after `from`; ends after `run-end` or when `signal` aborts. */
  async function* follow(runId: string, from: Start, signal: AbortSignal): AsyncGenerator<StreamEvent, void> {
    if (from.over) return;
    let wake = Promise.withResolvers<void>();
    const follower: Follower = { seq: from.seq, queue: [], missed: true, wake: () => wake.resolve() };
    // listen before reading history: an event in between would be lost
    const followers = byRun.get(runId) ?? new Set();
    byRun.set(runId, followers.add(follower));
    watchOthers();
    const onAbort = () => wake.resolve();
    signal.addEventListener('abort', onAbort);
    try {
      if (from.snapshot !== null) {
        yield from.snapshot;
        follower.seq = from.snapshot.seq;
        if (isOver(from.snapshot.view)) return;
      }
      while (!signal.aborted) {
        if (follower.missed) {
          follower.missed = false;
          for await (const event of history(fork, runId, follower.seq)) {
            if (signal.aborted) return;
            follower.seq = event.seq;
            yield event;
            if (event.type === 'run-end') return;
          }
        }
        const queued = follower.queue;
        follower.queue = [];
        for (const event of queued) {
          if (event.seq <= follower.seq) continue;
          if (event.seq > follower.seq + 1) {
            follower.missed = true;
            break;
          }
          follower.seq = event.seq;
          yield event;
          if (event.type === 'run-end') return;
        }
        if (follower.missed || follower.queue.length > 0) continue;
        await wake.promise;
        wake = Promise.withResolvers<void>();
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      followers.delete(follower);
      if (followers.size === 0) byRun.delete(runId);
      if (byRun.size === 0) stopWatching();
    }
  }

  return {
    deliver,
    follow,
    /** How many are watching; 0 when idle. */
    count: () => [...byRun.values()].reduce((sum, followers) => sum + followers.size, 0),
    close: stopWatching,
  };
}

/** Where a follower begins: after `seq`, or with a snapshot first. */
export interface Start {
  seq: number;
  snapshot: Extract<StreamEvent, { type: 'snapshot' }> | null;
  /** Nothing comes after `seq` any more. */
  over: boolean;
}

/**
 * Reads a `lastEventId`. None (or 0) replays from the first event; one inside the log resumes after it; one below 0,
 * above the log's last, malformed, or far behind gives a snapshot first.
 */
export async function startOf(
  fork: () => Em,
  runId: string,
  lastEventId: string | undefined,
): Promise<Start> {
  const { seq: last, over } = await logEnd(fork(), runId);
  const asked = lastEventId === undefined || lastEventId === '' ? 0 : readSeq(lastEventId);
  if (asked !== null && asked <= last && last - asked <= limits.snapshotLag) {
    return { seq: asked, snapshot: null, over: over && asked === last };
  }
  const view = await foldStored(fork, runId);
  return {
    seq: view.seq,
    over: false,
    snapshot: { v: 1, type: 'snapshot', runId, seq: view.seq, at: new Date().toISOString(), view },
  };
}

/** The fold of everything stored of a run. */
export async function foldStored(fork: () => Em, runId: string): Promise<RunView> {
  let view: RunView = { ...emptyRun, runId };
  for await (const event of history(fork, runId, 0)) view = foldRun(view, event);
  return view;
}

/** The stored events after `seq`, page by page, each page a short query of its own. */
async function* history(fork: () => Em, runId: string, afterSeq: number): AsyncGenerator<ChatEvent, void> {
  for (let seq = afterSeq; ; ) {
    const page = await readEvents(fork(), runId, seq, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    seq = last.seq;
  }
}

function readSeq(lastEventId: string): number | null {
  return /^\d{1,9}$/.test(lastEventId) ? Number(lastEventId) : null;
}

const isOver = (view: RunView) => view.endedAt !== null;
