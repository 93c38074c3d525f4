import { sql } from 'kysely';
import { cleanJson } from '#server/db/cleanText.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { ChatEvent } from '#shared/chatEvent.ts';

/** An event on its way into the log, with the epoch of the owner that numbered it. */
export interface OwnedEvent {
  runId: string;
  epoch: number;
  event: ChatEvent;
}

/**
 * Appends events of any number of runs in one statement and returns the ids of the runs that took them. A run that
 * has another owner by now takes none; should both write at the same moment, the primary key lets only one through.
 */
export async function appendEvents(em: Em, events: OwnedEvent[], clean = false): Promise<Set<string>> {
  const rows = events.map(({ runId, epoch, event }) => ({ run_id: runId, seq: event.seq, epoch, event }));
  const json = JSON.stringify(clean ? cleanJson(rows) : rows);
  const { rows: taken } = await sql<{ run_id: string }>`
    with taken as (
      insert into run_events (run_id, seq, epoch, event)
      select e.run_id, e.seq, e.epoch, e.event
      from json_to_recordset(${json}::json) as e (run_id text, seq integer, epoch integer, event json)
      join runs r on r.id = e.run_id and r.epoch = e.epoch and r.status = 'running'
      returning run_id
    )
    select distinct run_id from taken`.execute(em.getKysely());
  return new Set(taken.map((row) => row.run_id));
}

/** The events of a run after `seq`, in order, at most `limit`. */
export async function readEvents(
  em: Em,
  runId: string,
  afterSeq: number,
  limit: number,
): Promise<ChatEvent[]> {
  const { rows } = await sql<{ event: ChatEvent }>`
    select event from run_events where run_id = ${runId} and seq > ${afterSeq} order by seq limit ${limit}`.execute(
    em.getKysely(),
  );
  return rows.map((row) => row.event);
}

/** A page of a run's log; `nextAfter` asks for the next one, null when this is the last for now. */
export async function eventPage(
  em: Em,
  { runId, after, limit }: { runId: string; after: number; limit: number },
): Promise<{ events: ChatEvent[]; nextAfter: number | null }> {
  const events = await readEvents(em, runId, after, limit);
  return { events, nextAfter: events.length < limit ? null : (events.at(-1)?.seq ?? null) };
}

/** The number of the last event (0 when there is none) and whether it ended the run. */
export async function logEnd(em: Em, runId: string): Promise<{ seq: number; over: boolean }> {
  const { rows } = await sql<{ seq: number; over: boolean }>`
    select seq, event->>'type' = 'run-end' as over from run_events where run_id = ${runId} order by seq desc limit 1`.execute(
    em.getKysely(),
  );
  return rows[0] ?? { seq: 0, over: false };
}

/** The number of the last event of each of the runs that has one. */
export async function lastSeqs(em: Em, runIds: string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ run_id: string; seq: number }>`
    select run_id, max(seq) as seq from run_events where run_id in (${sql.join(runIds)}) group by run_id`.execute(
    em.getKysely(),
  );
  return new Map(rows.map((row) => [row.run_id, row.seq]));
}
