import { sql } from 'kysely';
import { warningsOf } from '#server/budgets/budgetWarnings.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { StaleOwner } from '#server/llm/ledger.ts';
import type { ChatEvent, NewChatEvent, RunError } from '#shared/chatEvent.ts';
import { type BudgetNotice, foldRun, type RunView } from '#shared/runView.ts';
import { closeOpenRows } from './closeOpenRows.ts';
import { reconcile } from './reconcile.ts';
import { appendEvents } from './runEvents.ts';
import { runTotals } from './runTotals.ts';

const noticeKey = ({ budgetId, level, resetsAt }: BudgetNotice) => `${budgetId} ${level} ${resetsAt}`;

/** How a run ended, before the ledger has been summed. */
export interface RunEnding {
  status: 'done' | 'stopped' | 'failed';
  ms: number;
  error?: RunError;
  stop?: { stoppedCalls: number; afterMs: number };
}

interface EndInput {
  runId: string;
  epoch: number;
  /** The fold of everything that is stored so far. */
  view: RunView;
  /** Events that come first, for a run that was never begun. */
  opening: NewChatEvent[];
  ending: RunEnding;
}

/**
 * The last write of a run, inside the caller's transaction: rows that are still open become `lost`, then come the
 * events that complete the tree, `run-end` with sums over the ledger, the stored fold, the answer as a message, and
 * the session is free again.
 * @returns the events that were added
 * @throws StaleOwner when the run has another owner by now, or has ended
 */
export async function endRun(tx: Em, input: EndInput): Promise<ChatEvent[]> {
  const { runId, epoch, ending } = input;
  // a run that ended well has settled every call itself
  const rows = ending.status === 'done' ? [] : await closeOpenRows(tx, runId, input.view.answer);
  const totals = await runTotals(tx, runId);
  const runEnd: NewChatEvent = {
    type: 'run-end',
    status: ending.status,
    totals,
    ms: ending.ms,
    message: input.view.answer,
    ...(ending.error ? { error: ending.error } : {}),
    ...(ending.stop ? { stop: ending.stop } : {}),
  };
  const at = new Date().toISOString();
  // reached levels whose row was committed but not told before its process died
  const told = new Set(input.view.budgets.map(noticeKey));
  const untold = (await warningsOf(tx, runId)).filter((warning) => !told.has(noticeKey(warning)));
  const added = [...input.opening, ...reconcile(input.view, rows), ...untold, runEnd].map(
    (event, index): ChatEvent => ({ v: 1, runId, seq: input.view.seq + 1 + index, at, ...event }),
  );
  const view = added.reduce(foldRun, input.view);
  const taken = await appendEvents(
    tx,
    added.map((event) => ({ runId, epoch, event })),
    true,
  );
  if (!taken.has(runId)) throw new StaleOwner(`run ${runId} is no longer ours`);

  const db = tx.getKysely();
  await sql`update runs set status = ${ending.status}, ended_at = clock_timestamp(), lease_until = null,
      view = ${JSON.stringify(view)}::json
    where id = ${runId} and epoch = ${epoch}`.execute(db);
  if (view.answer !== '') {
    await sql`insert into messages (company_id, session_id, run_id, role, text)
      values (${view.companyId}, ${view.sessionId}, ${runId}, 'assistant', ${view.answer})`.execute(db);
  }
  await sql`update sessions set updated_at = clock_timestamp()
    where company_id = ${view.companyId} and id = ${view.sessionId}`.execute(db);
  return added;
}
