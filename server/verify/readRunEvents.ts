import type { Em } from '#server/db/openDatabase.ts';
import { type ChatEvent, chatEvent } from '#shared/chatEvent.ts';
import { emptyRun, foldRun, type RunView } from '#shared/runView.ts';
import type { Broken } from './findings.ts';
import { type StoredRun, storedEvents } from './storedRuns.ts';

/** What a run's log says. */
export interface RunLogReading {
  /** The fold of the log. */
  view: RunView;
  /** The answer as `run-end` gives it; null when there is none. */
  message: string | null;
}

const knownTypes: ReadonlySet<unknown> = new Set(chatEvent.options.map((option) => option.shape.type.value));

/** Reads a run's log once, front to back: numbers, epochs, offsets, what is open when something ends; and folds it. */
export async function readRunEvents(tx: Em, run: StoredRun, broken: Broken): Promise<RunLogReading> {
  const nesting = createNesting();
  let view: RunView = { ...emptyRun, runId: run.id };
  let message: string | null = null;
  let seq = 0;
  let epoch = 0;
  for await (const stored of storedEvents(tx, run.id)) {
    const isNext = stored.seq === seq + 1;
    if (!isNext || message !== null) broken(11, run.id);
    if (stored.epoch < epoch || stored.epoch > run.epoch) broken(20, run.id);
    ({ seq, epoch } = stored);
    const event = readEvent(stored.event);
    if (event === 'unreadable') broken(14, run.id);
    if (typeof event === 'string') continue;
    if (event.seq !== seq || event.runId !== run.id) broken(14, run.id);
    if ((seq === 1) !== (event.type === 'run-start')) broken(11, run.id);
    if (event.type === 'answer-delta' && event.offset !== view.answer.length) broken(12, run.id);
    if (event.type === 'run-end') ({ message } = event);
    if (!nesting.fits(event)) broken(13, run.id);
    view = foldRun(view, event);
  }
  return { view, message };
}

/** The event as it is stored, not as a schema would trim it; a type from a newer version is not for us to judge. */
function readEvent(stored: unknown): ChatEvent | 'newer' | 'unreadable' {
  if (chatEvent.safeParse(stored).success) return stored as ChatEvent;
  const type = typeof stored === 'object' && stored !== null && 'type' in stored ? stored.type : null;
  return type === null || knownTypes.has(type) ? 'unreadable' : 'newer';
}

/** Follows what is open: calls and tools live inside a step, steps inside the run, each begins and ends once. */
function createNesting() {
  const openSteps = new Set<string>();
  const openLeaves = new Map<string, string>();
  const seen = new Set<string>();
  const begin = (id: string) => {
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  };
  return {
    /** False when the event has no place in what is open now. */
    fits(event: ChatEvent): boolean {
      switch (event.type) {
        case 'step-start':
          openSteps.add(event.stepId);
          return begin(event.stepId);
        case 'call-start':
          openLeaves.set(event.callId, event.stepId);
          return begin(event.callId) && openSteps.has(event.stepId);
        case 'tool-start':
          openLeaves.set(event.toolId, event.stepId);
          return begin(event.toolId) && openSteps.has(event.stepId);
        case 'call-end':
          return openLeaves.delete(event.callId);
        case 'tool-end':
          return openLeaves.delete(event.toolId);
        case 'step-end':
          return openSteps.delete(event.stepId) && ![...openLeaves.values()].includes(event.stepId);
        case 'run-end':
          return openSteps.size === 0 && openLeaves.size === 0;
        default:
          return true;
      }
    },
  };
}
