import type { RunView } from '#shared/runView.ts';

/** Which part of a run's tokens went into planning, retrieval, analysis and tries that failed: all but the call that wrote the answer. */
export function overheadOf(view: RunView): number | null {
  const written = view.steps
    .flatMap(({ children }) => children)
    .findLast((child) => child.kind === 'call' && child.role === 'Answer' && child.status === 'done');
  const { totalTokens } = view.totals;
  if (written?.kind !== 'call' || !written.usage || totalTokens === 0) return null;
  return (totalTokens - written.usage.totalTokens) / totalTokens;
}
