import type { Em } from '#server/db/openDatabase.ts';
import { citedNumbers } from '#shared/chatAnswer.ts';
import type { RunView } from '#shared/runView.ts';
import { checkTree } from './checkTree.ts';
import type { Broken } from './findings.ts';
import { readRunEvents } from './readRunEvents.ts';
import { knownReviews, type StoredRun, storedCalls, storedRuns } from './storedRuns.ts';

/** Folds every run's events again, one run at a time, and holds view, answer, tree and citations against them. */
export async function checkRuns(tx: Em, broken: Broken): Promise<void> {
  for await (const run of storedRuns(tx)) {
    const { view, message } = await readRunEvents(tx, run, broken);
    const isOver = run.status !== 'queued' && run.status !== 'running';
    if (isOver) checkEnding(run, view, message, broken);
    checkTree({ runId: run.id, isOver, view, calls: await storedCalls(tx, run.id) }, broken);
    await checkCitations(tx, run, view, broken);
  }
}

function checkEnding(run: StoredRun, view: RunView, message: string | null, broken: Broken): void {
  if (message === null || view.status !== run.status) broken(11, run.id);
  const saved = run.answer ?? '';
  if (JSON.stringify(view) !== JSON.stringify(run.view) || message !== view.answer || saved !== view.answer)
    broken(12, run.id);
}

async function checkCitations(tx: Em, run: StoredRun, view: RunView, broken: Broken): Promise<void> {
  const retrieved = new Set(view.sources.map((source) => source.n));
  if (citedNumbers(view.answer).some((n) => !retrieved.has(n))) broken(22, run.id);
  const ids = view.sources.map((source) => source.reviewId);
  const known = await knownReviews(tx, run.companyId, ids);
  if (ids.some((id) => !known.has(id))) broken(22, run.id);
}
