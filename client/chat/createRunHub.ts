import { limits } from '#shared/limits.ts';
import { emptyRun, foldRun, type RunView, type StreamEvent } from '#shared/runView.ts';
import type { CandorClient } from '../api.ts';
import { endsRun } from '../programs/endsRun.ts';
import type { RunConnection } from '../programs/followRun.ts';
import { isRunOver } from '../programs/isRunOver.ts';
import { type ReadOutcome, readSubscription } from '../programs/readSubscription.ts';
import { reconnectDelayMs } from '../programs/reconnectDelayMs.ts';
import { sleep } from '../programs/sleep.ts';

/** Someone who follows a run. */
interface RunListener {
  /** First, if anything has happened yet, a snapshot; then every event. */
  onEvent: (event: StreamEvent) => void;
  onConnectionChange: (connection: RunConnection) => void;
  /** Nothing more comes: the run is over, or the server refuses it. */
  onEnd: (refusal: Error | null) => void;
}

/** Follows any number of runs for any number of listeners over one connection. */
export interface RunHub {
  /** Returns how to leave. */
  follow: (runId: string, listener: RunListener) => () => void;
}

interface Followed {
  view: RunView;
  listeners: Set<RunListener>;
}

/** A tab that goes to another conversation leaves one run and follows the next: one new connection, not two. */
const settlesMs = 10;

/**
 * Opens the connection with the first run. Whenever a run comes or goes it is opened again for those there are then,
 * each from the last event that was seen of it; so it is too when it broke.
 */
export function createRunHub(client: CandorClient): RunHub {
  const runs = new Map<string, Followed>();
  let connection: RunConnection = 'live';
  let changed = new AbortController();
  let isReading = false;

  const everyone = () => [...runs.values()].flatMap(({ listeners }) => [...listeners]);
  const tell = (next: RunConnection) => {
    connection = next;
    for (const listener of everyone()) listener.onConnectionChange(next);
  };
  const dismiss = (runId: string, refusal: Error | null) => {
    const run = runs.get(runId);
    runs.delete(runId);
    for (const listener of run?.listeners ?? []) listener.onEnd(refusal);
  };
  const take = (event: StreamEvent) => {
    const run = runs.get(event.runId);
    if (!run || (event.type !== 'snapshot' && event.seq <= run.view.seq)) return;
    run.view = foldRun(run.view, event);
    for (const listener of run.listeners) listener.onEvent(event);
    if (endsRun(event)) dismiss(event.runId, null);
  };

  /** Reads until the connection ends; answers why, and whether anything came. */
  const read = async (signal: AbortSignal): Promise<{ outcome: ReadOutcome; progressed: boolean }> => {
    const asked = [...runs].slice(0, limits.runsPerStream).map(([runId, { view }]) => ({
      runId,
      ...(view.seq === 0 ? {} : { lastEventId: String(view.seq) }),
    }));
    const reading = readSubscription<StreamEvent>(
      (handlers) => client.chat.streams.subscribe({ runs: asked }, handlers),
      { signal, onLive: () => tell('live') },
    );
    let progressed = false;
    for (;;) {
      const { done, value } = await reading.next();
      if (done) return { outcome: value, progressed };
      progressed = true;
      take(value);
    }
  };
  /** Finds out which of the runs it is that nothing comes of. */
  const sift = async (mayBeOver: boolean, signal: AbortSignal): Promise<void> => {
    for (const runId of runs.keys()) {
      try {
        if ((await isRunOver(client, runId, signal)) && mayBeOver) dismiss(runId, null);
      } catch (error) {
        dismiss(runId, error instanceof Error ? error : new Error(String(error)));
      }
    }
  };

  const keepReading = async (): Promise<void> => {
    for (let failures = 0; ; ) {
      await sleep(settlesMs);
      if (runs.size === 0) break;
      const { signal } = changed;
      // why a stream was refused is asked below, for each of its runs
      const refused = () => ({ outcome: 'lost' as const, progressed: false });
      const { outcome, progressed } = await read(signal).catch(refused);
      if (outcome === 'aborted') continue;
      if (!progressed) await sift(outcome === 'closed', signal);
      if (runs.size === 0) break;
      failures = progressed ? 0 : failures + 1;
      tell('reconnecting');
      await sleep(reconnectDelayMs(failures), signal);
    }
    isReading = false;
  };
  const change = () => {
    changed.abort();
    changed = new AbortController();
    if (isReading) return;
    isReading = true;
    void keepReading();
  };

  return {
    follow(runId, listener) {
      const run = runs.get(runId) ?? { view: { ...emptyRun, runId }, listeners: new Set() };
      const isNew = run.listeners.size === 0;
      run.listeners.add(listener);
      runs.set(runId, run);
      if (isNew) change();
      const { view } = run;
      if (view.seq > 0)
        listener.onEvent({ v: 1, type: 'snapshot', runId, seq: view.seq, at: view.startedAt, view });
      if (!isNew || connection === 'reconnecting') listener.onConnectionChange(connection);
      return () => {
        run.listeners.delete(listener);
        if (run.listeners.size > 0 || runs.get(runId) !== run) return;
        runs.delete(runId);
        change();
      };
    },
  };
}
