import type { NewChatEvent } from '#shared/chatEvent.ts';
import type { RunView } from '#shared/runView.ts';
import type { ClosedRow } from './closeOpenRows.ts';

/**
 * The events that complete a run's tree from its ledger: a node for each row, an end for each node, tool and step.
 * None when the run's owner has closed everything itself.
 */
export function reconcile(view: RunView, rows: ClosedRow[]): NewChatEvent[] {
  return [...completeCalls(view, rows), ...closeSteps(view, rows)];
}

function completeCalls(view: RunView, rows: ClosedRow[]): NewChatEvent[] {
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
