import type { SessionRun } from '#shared/session.ts';

/** One question as it stands in the conversation, with the answers that others took the place of, oldest first. */
export interface Turn {
  /** The first version's run. */
  id: string;
  versions: [SessionRun, ...SessionRun[]];
}

/** A session's runs as turns of the conversation: a run that replaces another is a version of the same turn. */
export function turnsOf(runs: readonly SessionRun[]): Turn[] {
  const turns: Turn[] = [];
  for (const run of runs) {
    const turn = turns.find(({ versions }) => versions.some(({ runId }) => runId === run.replaces));
    if (turn) turn.versions.push(run);
    else turns.push({ id: run.runId, versions: [run] });
  }
  return turns;
}
