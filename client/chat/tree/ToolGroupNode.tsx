import { Count, Duration } from '../../ui/Amount.tsx';
import { type Axis, Bar } from './Bar.tsx';
import { Facts } from './Facts.tsx';
import type { ToolGroup } from './groupTools.ts';
import { EndingWord } from './NodeStatus.tsx';
import { ToolNode } from './ToolNode.tsx';
import { TreeNode } from './TreeNode.tsx';
import { toolNoun } from './toolNoun.ts';

interface ToolGroupNodeProps {
  group: ToolGroup;
  axis: Axis;
  lit: ReadonlySet<string> | null;
}

/** Many uses of one tool in a line, with the shortest and longest; unfolded, each of them. */
export function ToolGroupNode({ group, axis, lit }: ToolGroupNodeProps) {
  const { groupId, name, status, tools } = group;
  const startedAt = tools.map((tool) => tool.startedAt).toSorted()[0] ?? '';
  const startMs = Date.parse(startedAt);
  const ends = tools.map(({ startedAt, ms }) => Date.parse(startedAt) + (ms ?? Number.NaN) - startMs);
  const ms = status === 'running' ? null : Math.max(...ends);
  const results = tools.flatMap(({ facts }) => facts.slice(1).map(({ value }) => value));
  const [, result] = tools[0]?.facts ?? [];
  return (
    <TreeNode
      id={groupId}
      level={3}
      isFoldedAtFirst
      {...{ status, startedAt, ms }}
      isLit={tools.some(({ toolId }) => lit?.has(toolId))}
      title={<span className="text-xs leading-5">{toolNoun(name, tools.length)}</span>}
      time={ms === null ? undefined : <Spread times={tools.map((tool) => tool.ms ?? 0)} />}
      details={
        <>
          {result && <Facts facts={[{ label: result.label, value: results.join(', ') }]} />}
          <EndingWord status={status} />
        </>
      }
      bar={<Bar {...{ axis, startedAt, ms }} look={status === 'error' ? 'bad' : 'tool'} />}
      branch={tools.map((tool) => (
        <ToolNode
          key={tool.toolId}
          tool={tool}
          axis={axis}
          level={4}
          isLit={lit?.has(tool.toolId) ?? false}
        />
      ))}
    />
  );
}

/** The shortest and the longest: `15–24 ms`. */
function Spread({ times }: { times: number[] }) {
  const [shortest, longest] = [Math.min(...times), Math.max(...times)];
  return (
    <span className="justify-self-end text-xs leading-5 whitespace-nowrap text-ink-soft">
      {shortest < longest && (
        <>{longest < 1_000 ? <Count count={shortest} /> : <Duration ms={shortest} />}–</>
      )}
      <Duration ms={longest} />
    </span>
  );
}
