import { randomUUID } from 'node:crypto';
import type { Database } from '#server/db/openDatabase.ts';
import type { ChatEvent } from '#shared/chatEvent.ts';
import { type ClaimedRun, claimRun, expireOthers, findOrphans, renewLeases } from './claimRun.ts';
import { closeStrayCalls } from './closeOpenRows.ts';
import { closeRun } from './closeRun.ts';
import { type Cut, interrupted, type RunParts, workOnRun } from './workOnRun.ts';

const SWEEP_MS = 1_000;
/** Twice what one attempt may take; `verify` complains of calls open for longer than fifteen. */
const STRAY_MINUTES = 10;

interface WorkerParts extends Omit<RunParts, 'run' | 'controller'> {
  database: Database;
  /** Hears of events that were added to runs which nobody here works on. */
  deliver: (runId: string, events: ChatEvent[]) => void;
}

interface ActiveRun {
  epoch: number;
  controller: AbortController;
  ended: Promise<void>;
}

/**
 * Works on runs: claims what is queued, renews its leases every second, closes what dead owners left open.
 * All of a process's runs share this one worker.
 */
export function createRunWorker(parts: WorkerParts) {
  const { database, log, limits } = parts;
  const owner = randomUUID();
  const active = new Map<string, ActiveRun>();
  let claiming: Promise<void> | null = null;
  let again = false;
  let sweepTimer: NodeJS.Timeout | null = null;
  let sweeping: Promise<void> | null = null;
  let accepting = true;

  /** Claims until nothing is queued or this process has its hands full. */
  function wake(): void {
    again = true;
    claiming ??= claimAll().finally(() => {
      claiming = null;
    });
  }

  async function claimAll(): Promise<void> {
    while (again && accepting) {
      again = false;
      while (accepting && active.size < limits.atOnce) {
        const run = await claimRun(database.fork(), owner).catch((error: unknown) => {
          log.warn({ err: error }, 'cannot claim a run');
          return null;
        });
        if (run === null) break;
        start(run);
      }
    }
  }

  function start(run: ClaimedRun): void {
    const controller = new AbortController();
    const ended = workOnRun({ ...parts, run, controller }).finally(() => {
      active.delete(run.runId);
      if (accepting) wake();
    });
    active.set(run.runId, { epoch: run.epoch, controller, ended });
  }

  /** Renews leases, drops runs that somebody else took, stops those that were asked to, closes orphans. */
  async function sweep(): Promise<void> {
    // taken before the question is put: a run claimed meanwhile is not in the answer
    const mine = [...active];
    if (mine.length > 0) {
      const renewed = await renewLeases(
        database.fork(),
        owner,
        mine.map(([runId]) => runId),
      );
      const held = new Map(renewed.map((run) => [run.runId, run]));
      for (const [runId, run] of mine) {
        const row = held.get(runId);
        if (row?.epoch !== run.epoch) run.controller.abort('lost' satisfies Cut);
        else if (row.stopRequested) run.controller.abort('stop' satisfies Cut);
      }
    }
    await closeStrayCalls(database.fork(), STRAY_MINUTES);
    for (const runId of await findOrphans(database.fork())) {
      if (active.has(runId)) continue;
      const error = interrupted();
      const { code, message, incidentId, retryable } = error;
      const added = await closeRun(database.fork(), runId, 'orphaned', {
        status: 'failed',
        error: { code, message, incidentId, retryable },
      });
      if (added === null) continue;
      parts.deliver(runId, added);
      log.warn({ runId, code, incidentId }, 'a run whose process died was closed');
    }
    wake();
  }

  function sweepSoon(): void {
    sweepTimer = setTimeout(() => {
      sweeping = sweep()
        .catch((error: unknown) => log.warn({ err: error }, 'the sweep failed and will be tried again'))
        .finally(() => {
          if (accepting || active.size > 0) sweepSoon();
        });
    }, SWEEP_MS);
  }

  return {
    /** Closes what an earlier process left open, then begins to work. */
    async start(): Promise<void> {
      if (database.kind === 'pglite') {
        // nobody else is there: whatever is open was left so
        await expireOthers(database.fork(), owner);
        await closeStrayCalls(database.fork(), 0);
      }
      await sweep();
      sweepSoon();
    },
    wake,
    isLocal: (runId: string) => active.has(runId),
    /** The run's events are refused: whoever owns it now writes them. */
    drop: (runId: string) => active.get(runId)?.controller.abort('lost' satisfies Cut),
    /** Stops a run of this process and resolves when it has ended; false when it is not here. */
    async stopLocal(runId: string): Promise<boolean> {
      const run = active.get(runId);
      if (!run) return false;
      run.controller.abort('stop' satisfies Cut);
      await run.ended;
      return true;
    },
    size: () => active.size,
    /** Takes no more runs, lets those under way finish for `drainMs`, then ends them as interrupted. */
    async close(drainMs: number): Promise<void> {
      accepting = false;
      await claiming;
      const endings = Promise.all([...active.values()].map((run) => run.ended));
      const drained = await Promise.race([endings.then(() => true), delay(drainMs).then(() => false)]);
      if (!drained) for (const run of active.values()) run.controller.abort('shutdown' satisfies Cut);
      await endings;
      if (sweepTimer !== null) clearTimeout(sweepTimer);
      await sweeping;
      if (sweepTimer !== null) clearTimeout(sweepTimer);
    },
  };
}

export type RunWorker = ReturnType<typeof createRunWorker>;

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());
