import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { ChatEvent, NewChatEvent } from '#shared/chatEvent.ts';
import { emptyRun, foldRun, type RunView } from '#shared/runView.ts';
import { type ClosedRow, closeOpenRows } from './closeOpenRows.ts';
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
    const rows = await closeOpenRows(tx, runId, view.answer);
    const closing = [...opening(run, view), ...reconcile(view, rows), ...closeSteps(view, rows)];
    const begun: RunView = { ...view, companyId: run.company_id, sessionId: run.session_id };
    return endRun(tx, {
      runId,
      epoch: run.epoch,
      view: begun,
      closing,
      ending: { ...ending, ms: Math.round(run.age_ms) },
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

/** The events that make the tree agree with the ledger: a node for each row, an end for each node. */
function reconcile(view: RunView, rows: ClosedRow[]): NewChatEvent[] {
  const steps = new Set(view.steps.map((step) => step.stepId));
  const calls = new Map(
    view.steps.flatMap((step) =>
      step.children.flatMap((child) => (child.kind === 'call' ? [[child.callId, child] as const] : [])),
    ),
  );
  return rows.flatMap((row): NewChatEvent[] => {
    const events: NewChatEvent[] = [];
    const stepId = row.stepId ?? 'step';
    if (!steps.has(stepId)) {
      steps.add(stepId);
      events.push({ type: 'step-start', stepId, name: row.role });
    }
    const seen = calls.get(row.callId);
    if (!seen) events.push(startOf(row, stepId));
    if (!seen || seen.status === 'open') events.push(endOf(row));
    return events;
  });
}

function startOf(row: ClosedRow, stepId: string): NewChatEvent {
  const { callId, role, model, provider, callType, attempt } = row;
  return {
    type: 'call-start',
    callId,
    stepId,
    role,
    model,
    provider,
    callType,
    attempt,
    estimatedPromptTokens: 0,
  };
}

function endOf(row: ClosedRow): NewChatEvent {
  return {
    type: 'call-end',
    callId: row.callId,
    status: row.status,
    usage: row.usage,
    costNanoUsd: row.costNanoUsd,
    ms: row.durationMs ?? 0,
    preview: row.response ?? '',
    ...(row.error ? { error: row.error } : {}),
  };
}

function closeSteps(view: RunView, rows: ClosedRow[]): NewChatEvent[] {
  const open = view.steps.filter((step) => step.status === 'running').map((step) => step.stepId);
  const known = new Set<string>(view.steps.map((step) => step.stepId));
  const added = [...new Set(rows.map((row) => row.stepId ?? 'step'))].filter((stepId) => !known.has(stepId));
  const tools = view.steps
    .flatMap((step) => step.children)
    .flatMap((child) => (child.kind === 'tool' && child.status === 'running' ? [child.toolId] : []));
  return [
    ...tools.map((toolId): NewChatEvent => ({ type: 'tool-end', toolId, status: 'lost', facts: [], ms: 0 })),
    ...[...open, ...added].map(
      (stepId): NewChatEvent => ({ type: 'step-end', stepId, status: 'lost', facts: [], ms: 0 }),
    ),
  ];
}
