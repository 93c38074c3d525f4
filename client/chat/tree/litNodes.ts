import type { RunView } from '#shared/runView.ts';
import type { Lit } from '../LitContext.ts';

/**
 * The nodes behind a sentence: the tools that found its reviews or counted its figures, and the calls that asked for
 * them: the one before in the same step, else the plan. Null when nothing of this run is lit.
 */
export function litNodes(
  view: Pick<RunView, 'runId' | 'steps' | 'sources' | 'figures'>,
  lit: Lit | null,
): ReadonlySet<string> | null {
  if (lit === null || lit.runId !== view.runId) return null;
  const reviewIds = new Set(
    view.sources.filter(({ n }) => lit.sources.includes(n)).map(({ reviewId }) => reviewId),
  );
  const counting = new Set(
    view.figures.filter(({ n }) => lit.figures.includes(n)).map(({ toolId }) => toolId),
  );
  const ids = new Set<string>();
  const plan = view.steps.find((step) => step.name === 'Query Planning');
  const planner = plan?.children.findLast((child) => child.kind === 'call')?.callId;
  for (const { children } of view.steps) {
    let asking = planner;
    for (const child of children) {
      if (child.kind === 'call') {
        asking = child.callId;
        continue;
      }
      if (!counting.has(child.toolId) && !child.reviewIds?.some((id) => reviewIds.has(id))) continue;
      ids.add(child.toolId);
      if (asking !== undefined) ids.add(asking);
    }
  }
  return ids;
}
