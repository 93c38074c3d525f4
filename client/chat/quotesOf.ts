import type { RunView } from '#shared/runView.ts';

/** The quotes of an answer that are some review's own words. */
export function quotesOf({ answer, checks }: Pick<RunView, 'answer' | 'checks'>): string[] {
  return checks
    .filter(({ kind, verdict }) => kind === 'quote' && (verdict === 'confirmed' || verdict === 'replaced'))
    .map(({ offset, length }) => answer.slice(offset, offset + length));
}
