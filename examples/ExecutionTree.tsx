import type { TreeNode } from '#shared/callTree.ts';

/** The run as nested lists. */
export function ExecutionTree({ tree }: { tree: TreeNode }) {
  return (
    <ul>
      <li>
        {tree.model ?? tree.name} ({tree.status})
        {tree.facts.map((fact) => (
          <div key={fact.label}>
            {fact.label}: {fact.value}
          </div>
        ))}
        {tree.children.map((child) => (
          <ExecutionTree key={child.id} tree={child} />
        ))}
      </li>
    </ul>
  );
}
