import { memo } from 'react';
import type { ToolView } from '#shared/runView.ts';
import { type Axis, Bar } from './Bar.tsx';
import { Facts } from './Facts.tsx';
import { EndingWord } from './NodeStatus.tsx';
import { TreeNode } from './TreeNode.tsx';
import { toolNoun } from './toolNoun.ts';

interface ToolNodeProps {
  tool: ToolView;
  axis: Axis;
  depth: 1 | 2;
  isLit: boolean;
}

/** One use of a tool. */
export const ToolNode = memo(function ToolNode({ tool, axis, depth, isLit }: ToolNodeProps) {
  const { toolId, name, status, startedAt, ms } = tool;
  return (
    <TreeNode
      id={toolId}
      {...{ depth, status, startedAt, ms, isLit }}
      title={<span className="block text-xs leading-5 first-letter:uppercase">{toolNoun(name, 1)}</span>}
      details={
        <>
          <Facts facts={tool.facts} />
          <EndingWord status={status} />
        </>
      }
      bar={<Bar {...{ axis, startedAt, ms }} look={status === 'error' ? 'bad' : 'tool'} />}
    />
  );
});
