import { ChevronRight } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { NodeStatus } from './NodeStatus.tsx';
import { NodeTime } from './NodeTime.tsx';
import { useNodeState } from './treeState.ts';

interface TreeNodeProps {
  id: string;
  status: string;
  /** What it is, on its first line. */
  title: ReactNode;
  startedAt: string;
  ms: number | null;
  /** Instead of how long it took. */
  time?: ReactNode;
  /** Everything below the first line. */
  details: ReactNode;
  bar?: ReactNode;
  /** The run, its steps, their calls and tools, the tools of a group. */
  level: 1 | 2 | 3 | 4;
  isLit?: boolean;
  /** What unfolds below it. */
  branch?: ReactNode;
  isFoldedAtFirst?: boolean;
}

/** A node's name, its bar, its time; every bar of a tree has the same place. */
export const rowGrid =
  'grid grid-cols-[minmax(0,1fr)_5.5rem_3.75rem] gap-x-2 @xl:grid-cols-[minmax(0,1fr)_50%_3.75rem]';

const indents = { 1: '', 2: '', 3: 'pl-4', 4: 'pl-8' };
const detailIndents = { 1: 'pl-9', 2: 'pl-9', 3: 'pl-9', 4: 'pl-13' };

/** One node of the tree: a line, what is known of it, its bar, and what unfolds below. */
export function TreeNode({ id, branch, isFoldedAtFirst = false, isLit = false, ...node }: TreeNodeProps) {
  const { isOpen, isFocused } = useNodeState(id, !isFoldedAtFirst);
  const isFoldable = branch !== undefined;
  return (
    <li role="none">
      <div
        role="treeitem"
        data-node={id}
        data-lit={isLit || undefined}
        // the branch stands beside its node, not in it: a node's name is its own words
        aria-level={node.level}
        aria-expanded={isFoldable ? isOpen : undefined}
        tabIndex={isFocused ? 0 : -1}
        className={`${rowGrid} -mx-2 [contain-intrinsic-size:auto_3rem] [content-visibility:auto] cursor-pointer rounded-md px-2 py-0.75 outline-offset-0 outline-accent hover:bg-raised/60 ${isLit ? 'bg-accent-wash shadow-[inset_2px_0_var(--accent)]' : ''}`}
      >
        <div
          className={`flex min-w-0 items-start gap-1.5 ${indents[node.level]} ${node.bar ? '' : 'col-span-2'}`}
        >
          {isFoldable && <Fold isOpen={isOpen} />}
          <NodeStatus status={node.status} />
          <div className="min-w-0 flex-1">{node.title}</div>
        </div>
        {node.bar}
        {node.time ?? <NodeTime startedAt={node.startedAt} ms={node.ms} />}
        <div className={`col-span-3 text-xs text-ink-soft ${detailIndents[node.level]}`}>{node.details}</div>
      </div>
      {isFoldable && isOpen && <ul role="group">{branch}</ul>}
    </li>
  );
}

const Fold = memo(function Fold({ isOpen }: { isOpen: boolean }) {
  return (
    <ChevronRight
      size={14}
      aria-hidden
      className={`mt-0.75 -mr-0.5 shrink-0 text-ink-faint transition-transform ${isOpen ? 'rotate-90' : ''}`}
    />
  );
});
