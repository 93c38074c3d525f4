import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { AppError, appErrorOf } from '#server/appError.ts';
import type { Database } from '#server/db/openDatabase.ts';
import { StaleOwner } from '#server/llm/ledger.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import { type ClaimedRun, claimRun, expireOthers, findOrphans, renewLeases } from './claimRun.ts';
import { closeRun } from './closeRun.ts';
import { endRun, type RunEnding } from './endRun.ts';
import type { EventLog, RunLog } from './eventLog.ts';
import { createRunMeter, type RunMeter } from './runMeter.ts';

const SWEEP_MS = 1_000;

/** How long and how much one run may take. */
export interface RunLimits {
  calls: number;
  tokens: number;
  ms: number;
  /** Runs that this process works on at once; more wait in the queue. */
  atOnce: number;
}

export const defaultRunLimits: RunLimits = { calls: 16, tokens: 400_000, ms: 300_000, atOnce: 256 };

interface WorkerParts {
  database: Database;
  log: Logger;
  events: EventLog;
  limits: RunLimits;
  /** The making of the answer: yields its events, throws when it fails. */
  answer: (run: ClaimedRun, meter: RunMeter, signal: AbortSignal) => AsyncGenerator<NewChatEvent, unknown>;
  /** Hears of events that were added to runs which nobody here works on. */
  deliver: EventLogDeliver;
}

type EventLogDeliver = Parameters<typeof import('./eventLog.ts').createEventLog>[0]['deliver'];

/** Why a run's signal was aborted. */
type Cut = 'stop' | 'deadline' | 'lost' | 'shutdown';

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
  const { database, log, events, limits } = parts;
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
    const ended = work(run, controller).finally(() => {
      active.delete(run.runId);
      if (accepting) wake();
    });
    active.set(run.runId, { epoch: run.epoch, controller, ended });
  }

  async function work(run: ClaimedRun, controller: AbortController): Promise<void> {
    const startedMs = performance.now();
    const meter = createRunMeter(limits);
    const runLog = events.open(run.runId, run.epoch, 0);
    const deadline = setTimeout(() => controller.abort('deadline' satisfies Cut), limits.ms);
    const { companyId, sessionId, userId, question } = run;
    runLog.append({ type: 'run-start', sessionId, companyId, userId, question, attempt: 1 });
    runLog.append({ type: 'status', phase: 'starting', message: 'Initializing...' }, true);
    let failure: unknown = null;
    try {
      let spoken = false;
      for await (const event of parts.answer(run, meter, controller.signal)) {
        runLog.append(event, event.type === 'answer-delta' && !spoken);
        spoken ||= event.type === 'answer-delta';
        if (event.type === 'call-end') runLog.append({ type: 'totals', totals: meter.totals() });
      }
    } catch (error) {
      failure = error;
    } finally {
      clearTimeout(deadline);
    }
    const ending = endingOf(
      run,
      failure,
      controller.signal,
      meter,
      Math.round(performance.now() - startedMs),
    );
    try {
      if (ending !== null) await finish(run, runLog, ending);
    } catch (error) {
      // the sweeper of whoever is alive closes it when the lease has run out
      log.warn({ err: error, runId: run.runId }, 'a run could not be ended here');
    } finally {
      runLog.close();
    }
  }

  async function finish(run: ClaimedRun, runLog: RunLog, ending: RunEnding): Promise<void> {
    await runLog.flushed();
    const added = await database
      .fork()
      .transactional((tx) =>
        endRun(tx, { runId: run.runId, epoch: run.epoch, view: runLog.view(), opening: [], ending }),
      );
    runLog.committed(added);
    const { totals } = runLog.view();
    log.info(
      {
        runId: run.runId,
        status: ending.status,
        calls: totals.llmCalls,
        tokens: totals.totalTokens,
        costNanoUsd: totals.costNanoUsd,
        ms: ending.ms,
      },
      'run',
    );
  }

  function endingOf(
    run: ClaimedRun,
    failure: unknown,
    signal: AbortSignal,
    meter: RunMeter,
    ms: number,
  ): RunEnding | null {
    const cut: Cut | null = signal.aborted ? signal.reason : null;
    if (cut === 'lost' || failure instanceof StaleOwner) return null;
    if (cut === 'stop')
      return { status: 'stopped', ms, stop: { stoppedCalls: meter.stoppedCalls(), afterMs: ms } };
    if (cut === 'shutdown') return failed(run, interrupted(), ms);
    if (cut === 'deadline') {
      const seconds = Math.round(limits.ms / 1000);
      return failed(
        run,
        new AppError('run-too-long', `The answer took longer than ${seconds} s and was ended.`, {
          retryable: true,
        }),
        ms,
      );
    }
    return failure === null ? { status: 'done', ms } : failed(run, failure, ms);
  }

  function failed(run: ClaimedRun, failure: unknown, ms: number): RunEnding {
    const error = appErrorOf(failure);
    const { code, message, incidentId, retryable } = error;
    const level = error.status >= 500 ? 'error' : 'warn';
    log[level]({ runId: run.runId, code, incidentId, err: error.cause ?? error }, 'a run failed');
    return { status: 'failed', ms, error: { code, message, incidentId, retryable } };
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
      if (database.kind === 'pglite') await expireOthers(database.fork(), owner);
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

function interrupted(): AppError {
  return new AppError(
    'interrupted',
    'The server stopped while this answer was being made. What was written so far is kept; ask again to get the whole answer.',
    { status: 503, retryable: true },
  );
}
