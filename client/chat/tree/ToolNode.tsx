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
  level: 3 | 4;
  isLit: boolean;
}

/** One use of a tool. */
export const ToolNode = memo(function ToolNode({ tool, axis, level, isLit }: ToolNodeProps) {
  const { toolId, name, status, startedAt, ms } = tool;
  return (
    <TreeNode
      id={toolId}
      {...{ level, status, startedAt, ms, isLit }}
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
