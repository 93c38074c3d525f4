import { formatDuration } from '#shared/money.ts';
import type { ToolView } from '#shared/runView.ts';
import { StatusDot } from '../ui/StatusDot.tsx';
import { FactList } from './FactList.tsx';

/** One use of a tool. */
export function ToolItem({ tool }: { tool: ToolView }) {
  return (
    <li className="text-xs text-ink-soft">
      <div className="flex items-center gap-2">
        <StatusDot status={tool.status} />
        <span className="min-w-0 font-mono text-ink wrap-anywhere">{tool.name}</span>
        <span className="ml-auto shrink-0">{tool.ms !== null && formatDuration(tool.ms)}</span>
      </div>
      <div className="pl-4">
        <FactList facts={tool.facts} />
      </div>
    </li>
  );
}
