import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { RunStatus } from '#shared/chatEvent.ts';
import { closeRun } from './closeRun.ts';
import type { createFollowers } from './followers.ts';
import type { RunWorker } from './runWorker.ts';

export interface Stopped {
  runId: string;
  status: RunStatus;
  stoppedCalls: number;
}

interface StopParts {
  em: Em;
  worker: RunWorker;
  deliver: ReturnType<typeof createFollowers>['deliver'];
}

const PATIENCE_MS = 10_000;
const LOOK_MS = 25;

/** Where the processes of one database tell each other which run is to be stopped. */
export const STOP_CHANNEL = 'candor_stop';

/**
 * Stops a run wherever it is: on this process at once, in the queue, or on another process by a notification, at the
 * latest by its next heartbeat.
 * Repeated, or after the end, it answers how the run ended.
 * @throws AppError `stop-unconfirmed` when the owner does not answer in time
 */
export async function stopRun(parts: StopParts, runId: string): Promise<Stopped> {
  if (await parts.worker.stopLocal(runId)) return (await howItEnded(parts.em, runId)) ?? unconfirmed();
  // kept in the row for the owner's next heartbeat, said aloud so that it need not wait for that
  await sql`with asked as (
      update runs set stop_requested_at = coalesce(stop_requested_at, clock_timestamp())
      where id = ${runId} and status in ('queued', 'running') returning id
    )
    select pg_notify(${STOP_CHANNEL}, id) from asked`.execute(parts.em.fork().getKysely());
  const untilMs = performance.now() + PATIENCE_MS;
  while (performance.now() < untilMs) {
    const ended = await howItEnded(parts.em, runId);
    if (ended !== null) return ended;
    const added = await closeRun(parts.em, runId, 'queued', {
      status: 'stopped',
      stop: { stoppedCalls: 0, afterMs: 0 },
    });
    if (added !== null) parts.deliver(runId, added);
    else if (!(await parts.worker.stopLocal(runId))) await sleep(LOOK_MS);
  }
  return unconfirmed();
}

async function howItEnded(em: Em, runId: string): Promise<Stopped | null> {
  const { rows } = await sql<{ status: RunStatus; stopped: string | number | null }>`
    select status, view->'stop'->>'stoppedCalls' as stopped from runs where id = ${runId}`.execute(
    em.fork().getKysely(),
  );
  const run = rows[0];
  if (!run || run.status === 'queued' || run.status === 'running') return null;
  return { runId, status: run.status, stoppedCalls: Number(run.stopped ?? 0) };
}

function unconfirmed(): never {
  throw new AppError(
    'stop-unconfirmed',
    'The stop was passed on, but not confirmed yet. Look again in a moment.',
    {
      status: 503,
      retryable: true,
    },
  );
}
