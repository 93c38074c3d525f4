import type { Logger } from 'pino';
import { AppError, appErrorOf } from '#server/appError.ts';
import type { Database } from '#server/db/openDatabase.ts';
import { StaleOwner } from '#server/llm/ledger.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import type { ClaimedRun } from './claimRun.ts';
import { endRun, type RunEnding } from './endRun.ts';
import type { EventLog, RunLog } from './eventLog.ts';
import { createRunMeter, type RunMeter } from './runMeter.ts';

/** How long and how much one run may take. */
export interface RunLimits {
  calls: number;
  tokens: number;
  ms: number;
  /** Runs that this process works on at once; more wait in the queue. */
  atOnce: number;
}

export const defaultRunLimits: RunLimits = { calls: 16, tokens: 400_000, ms: 300_000, atOnce: 256 };

/** Why a run's signal was aborted. */
export type Cut = 'stop' | 'deadline' | 'lost' | 'shutdown';

export interface RunParts {
  database: Database;
  log: Logger;
  events: EventLog;
  limits: RunLimits;
  /** The making of the answer: yields its events, throws when it fails. */
  answer: (run: ClaimedRun, meter: RunMeter, signal: AbortSignal) => AsyncGenerator<NewChatEvent, unknown>;
  run: ClaimedRun;
  /** Aborted with a `Cut`. */
  controller: AbortController;
}

/** Makes one claimed run's answer from its first event to its last. Never throws: a run that cannot be ended is left to the sweeper. */
export async function workOnRun({
  database,
  log,
  events,
  limits,
  answer,
  run,
  controller,
}: RunParts): Promise<void> {
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
    for await (const event of answer(run, meter, controller.signal)) {
      runLog.append(event, event.type === 'answer-delta' && !spoken);
      spoken ||= event.type === 'answer-delta';
      if (event.type === 'call-end') runLog.append({ type: 'totals', totals: meter.totals() });
    }
  } catch (error) {
    failure = error;
  } finally {
    clearTimeout(deadline);
  }
  const ending = endingOf(failure, controller.signal, meter, Math.round(performance.now() - startedMs));
  try {
    if (ending !== null) await finish(runLog, ending);
  } catch (error) {
    // the sweeper of whoever is alive closes it when the lease has run out
    log.warn({ err: error, runId: run.runId }, 'a run could not be ended here');
  } finally {
    runLog.close();
  }

  async function finish(runLog: RunLog, ending: RunEnding): Promise<void> {
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

  function endingOf(failure: unknown, signal: AbortSignal, meter: RunMeter, ms: number): RunEnding | null {
    const cut: Cut | null = signal.aborted ? signal.reason : null;
    if (cut === 'lost' || failure instanceof StaleOwner) return null;
    if (cut === 'stop')
      return { status: 'stopped', ms, stop: { stoppedCalls: meter.stoppedCalls(), afterMs: ms } };
    if (cut === 'shutdown') return failed(interrupted(), ms);
    if (cut === 'deadline') {
      const seconds = Math.round(limits.ms / 1000);
      return failed(
        new AppError('run-too-long', `The answer took longer than ${seconds} s and was ended.`, {
          retryable: true,
        }),
        ms,
      );
    }
    return failure === null ? { status: 'done', ms } : failed(failure, ms);
  }

  function failed(failure: unknown, ms: number): RunEnding {
    const error = appErrorOf(failure);
    const { code, message, incidentId, retryable } = error;
    const level = error.status >= 500 ? 'error' : 'warn';
    log[level]({ runId: run.runId, code, incidentId, err: error.cause ?? error }, 'a run failed');
    return { status: 'failed', ms, error: { code, message, incidentId, retryable } };
  }
}

/** What a run is told whose process went away under it. */
export function interrupted(): AppError {
  return new AppError(
    'interrupted',
    'The server stopped while this answer was being made. What was written so far is kept; ask again to get the whole answer.',
    { status: 503, retryable: true },
  );
}
