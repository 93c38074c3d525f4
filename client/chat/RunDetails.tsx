import { useState } from 'react';
import type { SessionRun } from '#shared/session.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { SourcesList } from './SourcesList.tsx';
import { ExecutionTree } from './tree/ExecutionTree.tsx';
import { useRun } from './useRun.ts';

interface RunDetailsProps {
  run: SessionRun;
  /** Shows them beside the conversation, where there is room for that; else they unfold here. */
  onShow: (() => void) | null;
  isShown: boolean;
}

/** The way from an answer to its steps and its sources. */
export function RunDetails({ run, onShow, isShown }: RunDetailsProps) {
  const hasSteps = useRun(run, ({ view }) => view.steps.length > 0);
  const isOver = useRun(run, ({ view }) => view.endedAt !== null);
  const sources = useRun(run, ({ view }) => view.sources.length);
  const [showsSources, setShowsSources] = useState(false);
  if (!hasSteps || (onShow && isShown)) return null;
  if (onShow) {
    return (
      <Button look="quiet" onClick={onShow} className="-ml-2 min-h-7! justify-self-start px-2! text-xs!">
        Show steps
      </Button>
    );
  }
  return (
    <div className="flex flex-wrap items-start gap-x-4">
      <div className="has-[details[open]]:w-full">
        <Disclosure label={isOver ? 'Steps' : 'Steps so far'}>
          <ExecutionTree run={run} />
        </Disclosure>
      </div>
      {sources > 0 && (
        <button
          type="button"
          onClick={() => setShowsSources(true)}
          className="rounded-sm py-1 text-sm text-ink-soft hover:text-ink"
        >
          Sources ({sources})
        </button>
      )}
      {showsSources && (
        <Dialog title="Sources" shape="drawer" onClose={() => setShowsSources(false)}>
          <SourcesList run={run} />
        </Dialog>
      )}
    </div>
  );
}
