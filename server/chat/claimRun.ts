import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { ReviewScope } from '#shared/reviewScope.ts';

/** How long an owner may be silent before others take its runs, in seconds of database time. */
const LEASE_SECONDS = 3;

/** A run that this process owns until its lease ends. */
export interface ClaimedRun {
  runId: string;
  companyId: string;
  sessionId: string;
  userId: string;
  question: string;
  /** The filter that the person chose. */
  scope: ReviewScope | null;
  epoch: number;
}

/**
 * Takes the next queued run, in one statement: of the user with fewest running first, then the oldest.
 * @returns null when nothing is queued
 */
export async function claimRun(em: Em, owner: string): Promise<ClaimedRun | null> {
  const { rows } = await sql<ClaimedRun>`
    update runs set status = 'running', owner = ${owner}, epoch = epoch + 1,
      started_at = coalesce(started_at, clock_timestamp()),
      lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    where id = (
      select waiting.id from runs waiting
      where waiting.status = 'queued'
      order by (
        select count(*) from runs busy
        where busy.status = 'running' and busy.company_id = waiting.company_id and busy.user_id = waiting.user_id
      ), waiting.created_at, waiting.id
      limit 1
      for update skip locked
    )
    returning id as "runId", company_id as "companyId", session_id as "sessionId", user_id as "userId",
      question, scope, epoch`.execute(em.getKysely());
  return rows[0] ?? null;
}

/** What the database says of the runs that an owner believes to hold. */
export interface HeldRun {
  runId: string;
  epoch: number;
  stopRequested: boolean;
}

/**
 * Renews the leases of the named runs and tells which of them the owner still holds and which are to be stopped.
 * A run that its owner has given up is not named, so its lease ends and it is closed.
 */
export async function renewLeases(em: Em, owner: string, runIds: string[]): Promise<HeldRun[]> {
  const { rows } = await sql<HeldRun>`
    update runs set lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    where id in (${sql.join(runIds)}) and owner = ${owner} and status = 'running'
    returning id as "runId", epoch, stop_requested_at is not null as "stopRequested"`.execute(em.getKysely());
  return rows;
}

/** Runs whose owner let its lease run out. */
export async function findOrphans(em: Em): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from runs
    where status = 'running' and lease_until < clock_timestamp() order by created_at limit 100`.execute(
    em.getKysely(),
  );
  return rows.map((row) => row.id);
}

/** Ends the leases of all other owners: right only where nobody else can have the database open. */
export async function expireOthers(em: Em, owner: string): Promise<void> {
  await sql`update runs set lease_until = clock_timestamp() - interval '1 second'
    where status = 'running' and owner is distinct from ${owner}`.execute(em.getKysely());
}
