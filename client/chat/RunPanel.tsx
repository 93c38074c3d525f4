import { useContext, useState } from 'react';
import type { SessionRun } from '#shared/session.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { ShownSourceContext } from './ShownSourceContext.ts';
import { SourcesList } from './SourcesList.tsx';
import { ExecutionTree } from './tree/ExecutionTree.tsx';
import { useRun } from './useRun.ts';

interface RunPanelProps {
  run: SessionRun;
  isLast: boolean;
}

/** The steps and the sources of one answer, beside the conversation. */
export function RunPanel({ run, isLast }: RunPanelProps) {
  const sources = useRun(run, ({ view }) => view.sources.length);
  const { shownSource } = useContext(ShownSourceContext);
  // whichever came last: the tab that was chosen, or the citation that was clicked
  const [chosen, choose] = useState<{ tab: 'steps' | 'sources'; after: typeof shownSource }>({
    tab: 'steps',
    after: shownSource,
  });
  const tab =
    !run.textsRemoved && shownSource !== null && shownSource !== chosen.after ? 'sources' : chosen.tab;
  const whose = !isLast && run.question !== '' && (
    <p className="mb-3 truncate text-xs text-ink-faint" title={run.question}>
      Of “{run.question.slice(0, 120)}”
    </p>
  );
  const tabs = [
    { id: 'steps' as const, label: 'Steps', body: <ExecutionTree run={run} /> },
    { id: 'sources' as const, label: `Sources (${sources})`, body: <SourcesList run={run} /> },
  ].slice(0, run.textsRemoved ? 1 : 2);
  return (
    <aside
      aria-label="Steps and sources"
      className="flex w-100 shrink-0 flex-col border-l border-line bg-surface"
    >
      <Tabs
        label="About the answer"
        value={tab}
        onChange={(next) => choose({ tab: next, after: shownSource })}
        panelClassName="min-h-0 flex-1 overflow-y-auto px-4 py-4"
        tabs={tabs.map(({ id, label, body }) => ({
          id,
          label,
          panel: (
            <>
              {whose}
              {body}
            </>
          ),
        }))}
      />
    </aside>
  );
}
