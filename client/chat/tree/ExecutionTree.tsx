import { ChevronsDownUp, ChevronsUpDown, Play } from 'lucide-react';
import { useContext, useState, useSyncExternalStore } from 'react';
import type { SessionRun } from '#shared/session.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useRun } from '../useRun.ts';
import { ClockContext } from './ClockContext.ts';
import { onTreeClick, onTreeKey } from './onTreeKey.ts';
import { ReplayBar } from './ReplayBar.tsx';
import { ReplayContext } from './ReplayContext.ts';
import { RunNode } from './RunNode.tsx';
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
  const isAllOpen = useSyncExternalStore(tree.subscribe, () => tree.isAllOpen());
  const view = played?.state.view ?? given;
  const label = isAllOpen ? 'Fold all' : 'Unfold all';
  const Icon = isAllOpen ? ChevronsDownUp : ChevronsUpDown;
  if (view.startedAt === '' && !played)
    return (
      <section aria-label="Execution tree" className="text-sm text-ink-soft">
        The steps appear here as they begin.
      </section>
    );
  return (
    <section aria-label="Execution tree" className="@container relative grid gap-1 text-sm tabular-nums">
      <div className="flex items-center justify-end gap-1">
        {control && given.endedAt !== null && !played && (
          <IconButton
            label="Replay"
            size="small"
            disabled={control.isLoading}
            onClick={() => control.start(given.runId)}
          >
            <Play size={14} aria-hidden />
          </IconButton>
        )}
        <IconButton label={label} size="small" onClick={() => tree.foldAll(!isAllOpen)}>
          <Icon size={14} aria-hidden />
        </IconButton>
      </div>
      {control?.error && (
        <Notice tone="danger" urgent>{`It cannot be played again: ${control.error.message}`}</Notice>
      )}
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
