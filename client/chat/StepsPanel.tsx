import type { SessionRun } from '#shared/session.ts';
import { ExecutionTree } from './ExecutionTree.tsx';
import { useRun } from './useRun.ts';

interface StepsPanelProps {
  run: SessionRun;
  isLast: boolean;
}

/** The steps of one answer, beside the conversation. */
export function StepsPanel({ run, isLast }: StepsPanelProps) {
  const { view } = useRun(run);
  return (
    <aside aria-label="Steps" className="w-90 shrink-0 overflow-y-auto border-l border-line px-5 py-6">
      {!isLast && (
        <p className="mb-4 text-xs text-ink-faint wrap-anywhere">Steps of “{run.question.slice(0, 120)}”</p>
      )}
      <ExecutionTree view={view} />
    </aside>
  );
}
