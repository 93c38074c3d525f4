import type { RunView } from '#shared/runView.ts';

const phases: Record<string, string> = {
  planning: 'Planning…',
  retrieving: 'Retrieving…',
  analysing: 'Analysing…',
  writing: 'Writing…',
  waiting: 'Waiting…',
};

/** The tab's title: what is being done while an answer is made (`null`: none is), else the conversation's own. */
export function runTitle(running: RunView | null, title: string): string {
  if (!running) return `${title} · Candor`;
  return `● ${phases[running.phase?.phase ?? ''] ?? 'Starting…'}`;
}
