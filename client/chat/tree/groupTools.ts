import type { CallView, StepView, ToolView } from '#shared/runView.ts';

/** Several uses of one tool in a row, told in one line. */
export interface ToolGroup {
  kind: 'group';
  groupId: string;
  name: string;
  status: ToolView['status'];
  tools: ToolView[];
}

const fewestGrouped = 3;
/** The worst of a group's ends is the group's. */
const byWeight: ToolView['status'][] = ['running', 'error', 'lost', 'stopped', 'done'];

/** A step's children in their order, where three or more uses of the same tool in a row are one group. */
export function groupTools(children: StepView['children']): (CallView | ToolView | ToolGroup)[] {
  const rows: (CallView | ToolView)[][] = [];
  for (const child of children) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    if (row && first?.kind === 'tool' && child.kind === 'tool' && first.name === child.name) row.push(child);
    else rows.push([child]);
  }
  return rows.flatMap((row): (CallView | ToolView | ToolGroup)[] => {
    const tools = row.filter((child) => child.kind === 'tool');
    return tools.length < fewestGrouped ? row : [groupOf(tools)];
  });
}

function groupOf(tools: ToolView[]): ToolGroup {
  const [first] = tools;
  return {
    kind: 'group',
    groupId: `${first?.toolId}-group`,
    name: first?.name ?? '',
    status: byWeight.find((status) => tools.some((tool) => tool.status === status)) ?? 'done',
    tools,
  };
}
