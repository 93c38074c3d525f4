import type { RunView } from '#shared/runView.ts';

const phases: Record<string, string> = {
  planning: 'Planning…',
  retrieving: 'Retrieving…',
  analysing: 'Analysing…',
  writing: 'Writing…',
  waiting: 'Waiting…',
};

interface TitleParts {
  /** The run under way, if one is. */
  running: RunView | null;
  /** The question it answers, or the last one did. */
  question: string;
  /** An answer ended while nobody looked at the page. */
  isUnseen: boolean;
  title: string;
}

/** The tab's title: what is being done, then that it is done until somebody has looked, then the conversation's own. */
export function runTitle({ running, question, isUnseen, title }: TitleParts): string {
  if (running) return `● ${phases[running.phase?.phase ?? ''] ?? 'Starting…'} · ${question}`;
  return isUnseen ? `✓ ${question}` : `${title} · Candor`;
}
