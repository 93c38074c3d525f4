import { sql } from 'kysely';
import { titleOf } from '#server/chat/sendMessage.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { beforeQuote } from '#server/llm/modelError.ts';
import type { ChatEvent } from '#shared/chatEvent.ts';
import type { RunView } from '#shared/runView.ts';
import { oldCallsOutside, oldRuns } from './oldTexts.ts';
import { withoutTexts } from './withoutTexts.ts';

/** Any number that no other program on the server is likely to take; "texts" on a phone's keys. */
const RETENTION_LOCK = 83987;
/** So many calls outside a question go with as much work as one run, with its events. */
const CALLS_OF_A_RUN = 10;
const EVERY_HOURS = 1;
/** What a row's metadata say of a call; anything else may hold words of the request or of the answer. */
const keptMetadata = 'agent role prompt_version purpose replay_of repair sample raw_usage upstream_id'.split(
  ' ',
);

interface OldRun {
  id: string;
  sessionId: string;
  question: string;
  view: RunView | null;
}
interface OldCall {
  id: string;
  callId: string;
}

/** `done` also where the company keeps its texts by now, or another process was faster; `later`: another process is at it, or the sums come first. */
export type Outcome = 'more' | 'done' | 'later';

/**
 * Takes the texts of a company's oldest few runs away, or, when none is left, those of calls outside a question, in
 * one transaction: rows, tree and figures stay. Runs under way and open calls are not touched.
 * @param most runs in one transaction
 */
export function removeTexts(em: Em, companyId: string, most: number): Promise<Outcome> {
  return em.fork().transactional(async (tx) => {
    const db = tx.getKysely();
    const { rows: locks } = await sql<{ locked: boolean }>`
      select pg_try_advisory_xact_lock(${RETENTION_LOCK}::int) as locked`.execute(db);
    if (!locks[0]?.locked) return 'later';
    // whoever changes how long texts are kept waits until this batch is over; another process may have ended the round
    const { rows: kept } = await sql<{ days: number }>`select texts_kept_days as days from retention
      where company_id = ${companyId} and texts_kept_days is not null and due_at <= now() for no key update`.execute(
      db,
    );
    const days = kept[0]?.days;
    if (days === undefined) return 'done';

    const { rows: runs } = await sql<OldRun>`select id, session_id as "sessionId", question, view from runs
      where ${oldRuns(companyId, days)} order by ended_at limit ${most} for no key update`.execute(db);
    const ids = runs.map((run) => run.id);
    const { rows: calls } = await sql<OldCall>`select id::text, call_id::text as "callId" from llm_calls
      where ${
        ids.length > 0
          ? sql`run_id = any(${ids})`
          : sql`${oldCallsOutside(companyId, days)} order by created_at limit ${most * CALLS_OF_A_RUN}`
      } for no key update`.execute(db);
    if (runs.length === 0 && calls.length === 0) {
      await endRound(tx, companyId);
      return 'done';
    }
    // a call that is folded into the kept sums only now would leave its words in the index
    const callIds = calls.map((call) => call.id);
    const { rows: marked } =
      await sql`select from usage_marks where id = any(${callIds}::bigint[]) limit 1`.execute(db);
    if (marked.length > 0) return 'later';

    await emptyCalls(tx, calls);
    const events = await emptyEvents(tx, ids);
    const messages = await emptyRuns(tx, companyId, days, runs);
    await count(tx, companyId, [runs.length, calls.length, messages, events]);
    return 'more';
  });
}

async function emptyCalls(tx: Em, calls: readonly OldCall[]): Promise<void> {
  const db = tx.getKysely();
  const ids = sql`${calls.map(({ id }) => id)}::bigint[]`;
  await sql`delete from llm_call_texts where call_id = any(${calls.map(({ callId }) => callId)}::uuid[])`.execute(
    db,
  );
  await sql`delete from llm_call_search where id = any(${ids})`.execute(db);
  await sql`update llm_calls set prompt = '', response = left(response, 0), texts_removed_at = now(),
      error_message = split_part(error_message, ${beforeQuote}, 1),
      metadata = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(metadata)
        where key = any(${keptMetadata}))
    where id = any(${ids})`.execute(db);
}

async function emptyEvents(tx: Em, runIds: string[]): Promise<number> {
  const db = tx.getKysely();
  const { rows } = await sql<{ run_id: string; seq: number; event: ChatEvent }>`
    select run_id, seq, event from run_events where run_id = any(${runIds})`.execute(db);
  const emptied = rows.flatMap((row) => {
    const event = withoutTexts(row.event);
    return JSON.stringify(event) === JSON.stringify(row.event) ? [] : [{ ...row, event }];
  });
  await sql`update run_events set event = emptied.event
    from json_to_recordset(${JSON.stringify(emptied)}::json) as emptied (run_id text, seq integer, event json)
    where run_events.run_id = emptied.run_id and run_events.seq = emptied.seq`.execute(db);
  return rows.length;
}

/** @returns how many messages lost their text */
async function emptyRuns(tx: Em, companyId: string, days: number, runs: readonly OldRun[]): Promise<number> {
  const db = tx.getKysely();
  const ids = runs.map(({ id }) => id);
  const views = runs.map(({ id, view }) => ({ id, view: view && withoutTexts(view) }));
  const { rows: messages } =
    await sql`update messages set text = '' where run_id = any(${ids}) returning id`.execute(db);
  await sql`update runs set question = '', scope = null, view = emptied.view, texts_removed_at = now(),
      texts_kept_days = ${days}::int
    from json_to_recordset(${JSON.stringify(views)}::json) as emptied (id text, view json)
    where runs.id = emptied.id`.execute(db);
  // a name that a person gave goes with the last of the texts, one that was made of a question with it
  await sql`update sessions set title = 'Conversation of ' || to_char(created_at at time zone 'UTC', 'YYYY-MM-DD')
    where company_id = ${companyId} and id = any(${runs.map(({ sessionId }) => sessionId)})
      and (title = any(${runs.map(({ question }) => titleOf(question))}) or not exists (select from runs
        where runs.company_id = sessions.company_id and session_id = sessions.id and texts_removed_at is null))`.execute(
    db,
  );
  return messages.length;
}

const counted = ['questions', 'calls', 'messages', 'events'];

/** Adds to what the round has taken: in the batch's own transaction, so that a killed process loses no count. */
async function count(tx: Em, companyId: string, amounts: readonly number[]): Promise<void> {
  const sums = counted.map(
    (name, index) =>
      sql`${sql.ref(name)} = case when began_at is null then 0 else ${sql.ref(name)} end + ${amounts[index]}::int`,
  );
  await sql`update retention set ${sql.join(sums)}, began_at = coalesce(began_at, now())
    where company_id = ${companyId}`.execute(tx.getKysely());
}

async function endRound(tx: Em, companyId: string): Promise<void> {
  await count(tx, companyId, [0, 0, 0, 0]);
  await sql`update retention set began_at = null, ended_at = now(), due_at = now() + make_interval(hours => ${EVERY_HOURS}::int)
    where company_id = ${companyId}`.execute(tx.getKysely());
}
