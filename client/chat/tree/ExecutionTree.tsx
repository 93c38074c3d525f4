import { useContext, useState } from 'react';
import type { SessionRun } from '#shared/session.ts';
import { useRun } from '../useRun.ts';
import { ClockContext } from './ClockContext.ts';
import { onTreeClick, onTreeKey } from './onTreeKey.ts';
import { ReplayBar } from './ReplayBar.tsx';
import { ReplayContext } from './ReplayContext.ts';
import { RunNode } from './RunNode.tsx';
import { TreeControls } from './TreeControls.tsx';
import { treeNews } from './treeNews.ts';
import { createTreeState, TreeStateContext } from './treeState.ts';
import { useReplay, useRunClock } from './useReplay.ts';

/** The run as it unfolds: its steps, their model calls and tools, each with its tokens, cost and time; live or played again. */
export function ExecutionTree({ run }: { run: SessionRun }) {
  const given = useRun(run, ({ view }) => view);
  const [tree] = useState(() => createTreeState('run'));
  const played = useReplay(given.runId);
  const control = useContext(ReplayContext);
  const clock = useRunClock(given.runId);
  const view = played?.state.view ?? given;
  if (view.startedAt === '' && !played)
    return (
      <section aria-label="Execution tree" className="text-sm text-ink-soft">
        The steps appear here as they begin.
      </section>
    );
  return (
    <section aria-label="Execution tree" className="@container relative grid gap-1 text-sm tabular-nums">
      <TreeControls tree={tree} playableId={given.endedAt !== null && !played ? given.runId : null} />
      {played && control && <ReplayBar {...played} onClose={control.close} />}
      <ClockContext value={clock}>
        <TreeStateContext value={tree}>
          <ul
            role="tree"
            aria-label="Steps, calls and tools"
            onKeyDown={(event) => onTreeKey(event, tree)}
            onClick={(event) => onTreeClick(event, tree)}
            onFocus={(event) => {
              const node = event.target.closest<HTMLElement>('[data-node]')?.dataset['node'];
              if (node) tree.focus(node);
            }}
          >
            <RunNode view={view} />
          </ul>
        </TreeStateContext>
      </ClockContext>
      <div role="log" aria-label="News of the run" className="sr-only">
        {treeNews(view).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </section>
  );
}
