import type { StreamEvent } from '#shared/runView.ts';

/** True for the last event a run has: its end, or a snapshot of a run that is over. */
export function endsRun(event: StreamEvent): boolean {
  if (event.type === 'snapshot') return event.view.endedAt !== null;
  return event.type === 'run-end';
}
