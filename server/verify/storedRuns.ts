import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { RunStatus } from '#shared/chatEvent.ts';
import type { RunView } from '#shared/runView.ts';

/** A run as its row says. */
export interface StoredRun {
  id: string;
  companyId: string;
  status: RunStatus;
  epoch: number;
  view: RunView | null;
  /** The answer as the conversation keeps it. */
  answer: string | null;
}

/** One event as it is stored; nothing about its inside is taken for granted. */
export interface StoredEvent {
  seq: number;
  epoch: number;
  event: unknown;
}

/** A ledger row of a run, as its node in the tree should be. */
export interface StoredCall {
  callId: string;
  stepId: string | null;
  status: string;
  promptTokens: number | null;
  completionTokens: number | null;
  totalTokens: number | null;
  costNanoUsd: number | null;
}

const RUNS = 50;
const EVENTS = 500;

/** Every run, a few at a time, by key. */
export async function* storedRuns(tx: Em): AsyncGenerator<StoredRun, void> {
  for (let after = ''; ; ) {
    const { rows } = await sql<StoredRun>`select r.id, r.company_id as "companyId", r.status, r.epoch, r.view,
        m.text as answer
      from runs r left join messages m on m.run_id = r.id and m.role = 'assistant'
      where r.id > ${after} order by r.id limit ${RUNS}`.execute(tx.getKysely());
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < RUNS) return;
    after = last.id;
  }
}

/** The events of one run in order, page by page. */
export async function* storedEvents(tx: Em, runId: string): AsyncGenerator<StoredEvent, void> {
  for (let seq = -1; ; ) {
    const { rows } = await sql<StoredEvent>`select seq, epoch, event from run_events
      where run_id = ${runId} and seq > ${seq} order by seq limit ${EVENTS}`.execute(tx.getKysely());
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < EVENTS) return;
    seq = last.seq;
  }
}

/** The ledger rows of one run; a run makes few calls. */
export async function storedCalls(tx: Em, runId: string): Promise<StoredCall[]> {
  const { rows } = await sql<StoredCall>`select call_id::text as "callId", step_id as "stepId", status,
      prompt_tokens::double precision as "promptTokens", completion_tokens::double precision as "completionTokens",
      total_tokens::double precision as "totalTokens", cost_nano_usd::double precision as "costNanoUsd"
    from llm_calls where run_id = ${runId} order by id`.execute(tx.getKysely());
  return rows;
}

/** Which of these reviews the company has. */
export async function knownReviews(tx: Em, companyId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`select id from reviews
    where company_id = ${companyId} and id in (${sql.join(ids)})`.execute(tx.getKysely());
  return new Set(rows.map((row) => row.id));
}
