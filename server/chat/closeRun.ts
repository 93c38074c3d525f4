import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { ChatEvent, NewChatEvent } from '#shared/chatEvent.ts';
import { emptyRun, foldRun, type RunView } from '#shared/runView.ts';
import { endRun, type RunEnding } from './endRun.ts';
import { readEvents } from './runEvents.ts';

interface RunRow {
  epoch: number;
  status: string;
  company_id: string;
  session_id: string;
  user_id: string;
  question: string;
  age_ms: number;
}

const EVERY_EVENT = 100_000;

/**
 * Ends a run that nobody works on: a queued one that is stopped, or one whose owner died. Its epoch is raised first,
 * so whatever the old owner still writes is refused; its open ledger rows become `lost`; the tree is completed from
 * the ledger, so that each call has its node.
 * @param when what must still hold when the run is taken: that it waits, or that its lease has run out
 * @returns the events added, or null when the run was not there to be closed any more
 */
export async function closeRun(
  em: Em,
  runId: string,
  when: 'queued' | 'orphaned',
  ending: Omit<RunEnding, 'ms'>,
): Promise<ChatEvent[] | null> {
  return em.fork().transactional(async (tx) => {
    const run = await takeOver(tx, runId, when);
    if (run === null) return null;
    const stored = await readEvents(tx, runId, 0, EVERY_EVENT);
    const view = stored.reduce(foldRun, { ...emptyRun, runId });
    const begun: RunView = { ...view, companyId: run.company_id, sessionId: run.session_id };
    const ms = Math.round(run.age_ms);
    return endRun(tx, {
      runId,
      epoch: run.epoch,
      view: begun,
      opening: opening(run, view),
      ending: { ...ending, ms },
    });
  });
}

async function takeOver(tx: Em, runId: string, when: 'queued' | 'orphaned'): Promise<RunRow | null> {
  const condition =
    when === 'queued' ? sql`status = 'queued'` : sql`status = 'running' and lease_until < clock_timestamp()`;
  const { rows } = await sql<RunRow>`
    update runs set epoch = epoch + 1, status = 'running', owner = null
    where id = (select id from runs where id = ${runId} and ${condition} for update skip locked)
    returning epoch, status, company_id, session_id, user_id, question,
      extract(epoch from clock_timestamp() - created_at)::double precision * 1000 as age_ms`.execute(
    tx.getKysely(),
  );
  return rows[0] ?? null;
}

/** A run that was never begun still has a first event. */
function opening(run: RunRow, view: RunView): NewChatEvent[] {
  if (view.seq > 0) return [];
  return [
    {
      type: 'run-start',
      sessionId: run.session_id,
      companyId: run.company_id,
      userId: run.user_id,
      question: run.question,
      attempt: 1,
    },
  ];
}
