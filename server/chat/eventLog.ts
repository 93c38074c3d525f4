import { isTransient } from '#server/db/isTransient.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { ChatEvent, NewChatEvent } from '#shared/chatEvent.ts';
import { emptyRun, foldRun, type RunView } from '#shared/runView.ts';
import { appendEvents, type OwnedEvent } from './runEvents.ts';

/** At most this long between two inserts while there is something to write. */
const FLUSH_MS = 33;
/** How long a database that does not answer is asked again before the runs of this process give up. */
const GIVE_UP_MS = 10_000;

/** The log of one run that this process owns. */
export interface RunLog {
  readonly runId: string;
  /** The fold of what is committed. */
  view(): RunView;
  /** Numbers the event and queues it; it is seen by followers once it is committed. */
  append(event: NewChatEvent, urgent?: boolean): void;
  /** Resolves when everything appended so far is committed. @throws when the run is not ours any more */
  flushed(): Promise<void>;
  /** The next number and the epoch, for the owner's own last transaction. */
  next(): { seq: number; epoch: number };
  /** Tells followers of events that the owner's last transaction has committed. */
  committed(events: ChatEvent[]): void;
  close(): void;
}

interface EventLogParts {
  fork: () => Em;
  /** Followers hear of events here, after the commit. */
  deliver: (runId: string, events: ChatEvent[]) => void;
  /** The run's events are refused: another process owns it, or the database stays away. */
  onLost: (runId: string) => void;
}

interface OpenRun {
  runId: string;
  epoch: number;
  seq: number;
  view: RunView;
  queue: ChatEvent[];
  lost: boolean;
}

/**
 * The writer of all runs of one process: one multi-row insert at a time, at most 33 ms apart while there is
 * something to write, at once when an event is urgent. Text that is still queued grows instead of queueing again,
 * so a fast model costs no more events than a slow one.
 */
export function createEventLog(parts: EventLogParts) {
  const open = new Map<string, OpenRun>();
  const dirty = new Set<OpenRun>();
  let writing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let lastStartMs = -Infinity;
  let closed = false;

  function schedule(urgent: boolean): void {
    if (writing !== null || closed) return;
    const dueInMs = urgent ? 0 : lastStartMs + FLUSH_MS - performance.now();
    if (dueInMs <= 0) {
      void write();
      return;
    }
    timer ??= setTimeout(() => void write(), dueInMs);
  }

  function write(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing ??= writeBatch().finally(() => {
      writing = null;
      if (dirty.size > 0) schedule(false);
    });
    return writing;
  }

  async function writeBatch(): Promise<void> {
    // let what happens in this turn of the loop share the insert
    await Promise.resolve();
    lastStartMs = performance.now();
    const batch = [...dirty].map((run) => ({ run, events: run.queue }));
    dirty.clear();
    for (const { run } of batch) run.queue = [];
    const taken = await insert(
      batch.flatMap(({ run, events }) =>
        events.map((event) => ({ runId: run.runId, epoch: run.epoch, event })),
      ),
    );
    for (const { run, events } of batch) {
      if (taken.has(run.runId)) committed(run, events);
      else lose(run);
    }
  }

  /** One statement for all; when it is refused, one per run, so that no run suffers for another's event. */
  async function insert(events: OwnedEvent[]): Promise<Set<string>> {
    if (events.length === 0) return new Set();
    try {
      return await persistently(() => appendEvents(parts.fork(), events));
    } catch {
      const taken = new Set<string>();
      for (const [runId, own] of Map.groupBy(events, (event) => event.runId)) {
        const one = await persistently(() => appendEvents(parts.fork(), own, true)).catch(
          () => new Set<string>(),
        );
        if (one.has(runId)) taken.add(runId);
      }
      return taken;
    }
  }

  function committed(run: OpenRun, events: ChatEvent[]): void {
    for (const event of events) run.view = foldRun(run.view, event);
    parts.deliver(run.runId, events);
  }

  function lose(run: OpenRun): void {
    if (run.lost) return;
    run.lost = true;
    run.queue = [];
    parts.onLost(run.runId);
  }

  return {
    /** Begins to write a run whose claim gave `epoch`, after the event numbered `seq`. */
    open(runId: string, epoch: number, seq: number, view: RunView = emptyRun): RunLog {
      const run: OpenRun = { runId, epoch, seq, view, queue: [], lost: false };
      open.set(runId, run);
      return {
        runId,
        view: () => run.view,
        append(event, urgent = false) {
          if (run.lost) return;
          const last = run.queue.at(-1);
          if (event.type === 'answer-delta' && last?.type === 'answer-delta') {
            last.text += event.text;
          } else {
            run.seq += 1;
            run.queue.push({ v: 1, runId, seq: run.seq, at: new Date().toISOString(), ...event });
          }
          dirty.add(run);
          schedule(urgent);
        },
        async flushed() {
          while (!run.lost && (run.queue.length > 0 || writing !== null)) await write();
          if (run.lost) throw new Error(`run ${runId} is no longer ours`);
        },
        next: () => ({ seq: run.seq + 1, epoch: run.epoch }),
        committed: (events) => committed(run, events),
        close: () => {
          dirty.delete(run);
          open.delete(runId);
        },
      };
    },
    /** The committed fold of a run that this process owns, or null. */
    viewOf: (runId: string): RunView | null => open.get(runId)?.view ?? null,
    /** Runs open here; 0 when idle. */
    size: () => open.size,
    async close(): Promise<void> {
      if (dirty.size > 0) await write();
      await writing;
      closed = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

export type EventLog = ReturnType<typeof createEventLog>;

async function persistently<T>(work: () => Promise<T>): Promise<T> {
  const untilMs = performance.now() + GIVE_UP_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || performance.now() > untilMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 200));
    }
  }
}
