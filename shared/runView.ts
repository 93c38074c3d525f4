import type { CallPrice } from './callPrice.ts';
import type { ChatEvent, Fact, RunError, RunStatus, Scope, Source, Totals } from './chatEvent.ts';
import type { Figure } from './figure.ts';
import type { CallStatus, CallType, Role, Usage } from './llmCall.ts';

/** One request to a model, as the tree shows it. */
export interface CallView {
  kind: 'call';
  callId: string;
  role: Role;
  model: string;
  provider: string;
  callType: CallType;
  attempt: number;
  status: CallStatus;
  startedAt: string;
  firstTokenMs: number | null;
  ms: number | null;
  estimatedPromptTokens: number;
  /** Unknown to logs of earlier versions. */
  price?: CallPrice | null;
  usage: Usage | null;
  costNanoUsd: number | null;
  preview: string;
  finishReason: string | null;
  error: { code: string; message: string } | null;
}

/** One use of a tool (a search) inside a step. */
export interface ToolView {
  kind: 'tool';
  toolId: string;
  name: string;
  status: 'running' | 'done' | 'error' | 'stopped' | 'lost';
  startedAt: string;
  ms: number | null;
  facts: Fact[];
  /** The reviews it found. */
  reviewIds?: string[];
}

/** One agent's turn. */
export interface StepView {
  stepId: string;
  name: Role;
  status: 'running' | 'done' | 'error' | 'stopped' | 'lost';
  startedAt: string;
  ms: number | null;
  facts: Fact[];
  error: { code: string; message: string } | null;
  children: (CallView | ToolView)[];
}

/** A count, quote or citation of the answer, held against the data; `offset` and `length` in UTF-16 units. */
export interface AnswerCheck {
  offset: number;
  length: number;
  kind: 'citation' | 'count' | 'quote';
  verdict: 'confirmed' | 'dropped' | 'replaced' | 'wrong';
  detail: string;
  figure?: number;
}

/** A level that a budget has reached, in plain words. */
export interface BudgetNotice {
  budgetId: number;
  level: number;
  resetsAt: string | null;
  message: string;
}

/** A run as anyone sees it: the fold of its events. Plain JSON, the same byte for byte however it was followed. */
export interface RunView {
  v: 1;
  runId: string;
  seq: number;
  sessionId: string;
  companyId: string;
  userId: string;
  question: string;
  attempt: number;
  status: RunStatus;
  startedAt: string;
  endedAt: string | null;
  ms: number | null;
  phase: { phase: string; message: string } | null;
  steps: StepView[];
  scope: Scope | null;
  figures: Figure[];
  sources: Source[];
  answer: string;
  answerState: 'none' | 'streaming' | 'ended';
  finishReason: string | null;
  checks: AnswerCheck[];
  budgets: BudgetNotice[];
  totals: Totals;
  error: RunError | null;
  stop: { stoppedCalls: number; afterMs: number } | null;
}

/** The folded state, sent instead of a long replay; never stored. */
interface SnapshotEvent {
  v: 1;
  type: 'snapshot';
  runId: string;
  seq: number;
  at: string;
  view: RunView;
}

export type StreamEvent = ChatEvent | SnapshotEvent;

export const noTotals: Totals = {
  llmCalls: 0,
  promptTokens: 0,
  completionTokens: 0,
  totalTokens: 0,
  costNanoUsd: 0,
  unpricedCalls: 0,
  estimatedCalls: 0,
};

/** A run of which nothing has been heard yet. */
export const emptyRun: RunView = {
  v: 1,
  runId: '',
  seq: 0,
  sessionId: '',
  companyId: '',
  userId: '',
  question: '',
  attempt: 1,
  status: 'queued',
  startedAt: '',
  endedAt: null,
  ms: null,
  phase: null,
  steps: [],
  scope: null,
  figures: [],
  sources: [],
  answer: '',
  answerState: 'none',
  finishReason: null,
  checks: [],
  budgets: [],
  totals: noTotals,
  error: null,
  stop: null,
};

const editStep = (view: RunView, stepId: string, edit: (step: StepView) => StepView): RunView => ({
  ...view,
  steps: view.steps.map((step) => (step.stepId === stepId ? edit(step) : step)),
});

/** Edits one call or tool; every other node stays the same object, so that a reader can see what has changed. */
const editChild = <Child extends CallView | ToolView>(
  view: RunView,
  isMeant: (child: CallView | ToolView) => child is Child,
  edit: (child: Child) => Child,
): RunView => ({
  ...view,
  steps: view.steps.map((step) =>
    step.children.some(isMeant)
      ? { ...step, children: step.children.map((child) => (isMeant(child) ? edit(child) : child)) }
      : step,
  ),
});

const editCall = (view: RunView, callId: string, edit: (call: CallView) => CallView): RunView =>
  editChild(view, (child): child is CallView => child.kind === 'call' && child.callId === callId, edit);

const editTool = (view: RunView, toolId: string, edit: (tool: ToolView) => ToolView): RunView =>
  editChild(view, (child): child is ToolView => child.kind === 'tool' && child.toolId === toolId, edit);

/**
 * The one fold. Events at or before `view.seq` are ignored, so overlap after a reconnect is harmless; unknown
 * types change nothing but `seq`, so an older reader survives a newer writer.
 */
export function foldRun(view: RunView, event: StreamEvent): RunView {
  if (event.type === 'snapshot') return event.view;
  if (event.seq <= view.seq) return view;
  return foldEvent({ ...view, seq: event.seq, runId: event.runId }, event);
}

function foldEvent(view: RunView, event: ChatEvent): RunView {
  switch (event.type) {
    case 'run-start':
      return {
        ...view,
        status: 'running',
        sessionId: event.sessionId,
        companyId: event.companyId,
        userId: event.userId,
        question: event.question,
        attempt: event.attempt,
        startedAt: event.at,
      };
    case 'status':
      return { ...view, phase: { phase: event.phase, message: event.message } };
    case 'step-start':
      return {
        ...view,
        steps: [
          ...view.steps,
          {
            stepId: event.stepId,
            name: event.name,
            status: 'running',
            startedAt: event.at,
            ms: null,
            facts: [],
            error: null,
            children: [],
          },
        ],
      };
    case 'step-end':
      return editStep(view, event.stepId, (step) => ({
        ...step,
        status: event.status,
        facts: event.facts,
        ms: event.ms,
        error: event.error ?? null,
      }));
    case 'tool-start':
      return editStep(view, event.stepId, (step) => ({
        ...step,
        children: [
          ...step.children,
          {
            kind: 'tool',
            toolId: event.toolId,
            name: event.name,
            status: 'running',
            startedAt: event.at,
            ms: null,
            facts: event.facts,
          },
        ],
      }));
    case 'tool-end':
      return editTool(view, event.toolId, (tool) => ({
        ...tool,
        status: event.status,
        ms: event.ms,
        facts: [...tool.facts, ...event.facts],
        ...(event.reviewIds ? { reviewIds: event.reviewIds } : {}),
      }));
    case 'call-start':
      return editStep(view, event.stepId, (step) => ({
        ...step,
        children: [
          ...step.children,
          {
            kind: 'call',
            callId: event.callId,
            role: event.role,
            model: event.model,
            provider: event.provider,
            callType: event.callType,
            attempt: event.attempt,
            status: 'open',
            startedAt: event.at,
            firstTokenMs: null,
            ms: null,
            estimatedPromptTokens: event.estimatedPromptTokens,
            ...(event.price === undefined ? {} : { price: event.price }),
            usage: null,
            costNanoUsd: null,
            preview: '',
            finishReason: null,
            error: null,
          },
        ],
      }));
    case 'call-first-token':
      return editCall(view, event.callId, (call) => ({ ...call, firstTokenMs: event.ms }));
    case 'call-end':
      return editCall(view, event.callId, (call) => ({
        ...call,
        status: event.status,
        usage: event.usage,
        costNanoUsd: event.costNanoUsd,
        ms: event.ms,
        preview: event.preview,
        finishReason: event.finishReason ?? null,
        error: event.error ?? null,
      }));
    case 'scope':
      return { ...view, scope: event.scope };
    case 'figures':
      return { ...view, figures: event.figures };
    case 'sources':
      return { ...view, sources: event.reviews };
    case 'answer-start':
      return { ...view, answerState: 'streaming' };
    case 'answer-delta':
      // an offset before the end means that the answer began again there
      return { ...view, answer: view.answer.slice(0, event.offset) + event.text };
    case 'answer-check': {
      const { offset, length, kind, verdict, detail, figure } = event;
      const check = { offset, length, kind, verdict, detail, ...(figure === undefined ? {} : { figure }) };
      return { ...view, checks: [...view.checks, check] };
    }
    case 'answer-end':
      return { ...view, answerState: 'ended', finishReason: event.finishReason };
    case 'budget': {
      const { budgetId, level, resetsAt, message } = event;
      return { ...view, budgets: [...view.budgets, { budgetId, level, resetsAt, message }] };
    }
    case 'totals':
      return { ...view, totals: event.totals };
    case 'run-resume':
      return { ...view, attempt: event.attempt, answer: '', answerState: 'none', checks: [], phase: null };
    case 'run-end':
      return {
        ...view,
        status: event.status,
        totals: event.totals,
        ms: event.ms,
        endedAt: event.at,
        phase: null,
        error: event.error ?? null,
        stop: event.stop ?? null,
      };
    default:
      event satisfies never;
      return view;
  }
}
