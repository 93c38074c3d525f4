import type { RunView, StepView } from '#shared/runView.ts';

/** What a screen reader hears of a run, line after line: how each step ended, and that a busy model keeps it waiting. */
export function treeNews({ steps, phase }: RunView): string[] {
  const ended = steps.filter(({ status }) => status !== 'running').map(stepNews);
  return phase?.phase === 'waiting' ? [...ended, phase.message] : ended;
}

function stepNews({ name, status, facts, error }: StepView): string {
  if (status !== 'done') return `${name}: ${error?.message ?? status}`;
  const found = facts.find(({ label }) => label === 'Found');
  return found ? `${name}: ${found.value} found` : `${name} finished`;
}
