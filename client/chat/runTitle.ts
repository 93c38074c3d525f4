const phases: Record<string, string> = {
  planning: 'Planning…',
  retrieving: 'Retrieving…',
  analysing: 'Analysing…',
  writing: 'Writing…',
  waiting: 'Waiting…',
};

interface TitleParts {
  isRunning: boolean;
  /** What the run under way does, if that has been said. */
  phase: string | undefined;
  /** The question it answers, or the last one did. */
  question: string;
  /** An answer ended while nobody looked at the page. */
  isUnseen: boolean;
  title: string;
}

/** The tab's title: what is being done, then that it is done until somebody has looked, then the conversation's own. */
export function runTitle({ isRunning, phase = '', question, isUnseen, title }: TitleParts): string {
  if (isRunning) return `● ${phases[phase] ?? 'Starting…'} · ${question}`;
  return isUnseen ? `✓ ${question}` : `${title} · Candor`;
}
