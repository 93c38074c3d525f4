/** As much of a node of rehype's tree as is needed here. */
export interface HastNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, string>;
  children?: HastNode[];
  /** Where it stands in the Markdown; absent for what a plugin has made. */
  position?: { start: { offset?: number }; end: { offset?: number } };
}

const citation = /\[(\d+(?:\s*,\s*\d+)*)\]/g;
const untouched = new Set(['code', 'pre', 'a', 'cite']);

/** A rehype plugin: `[3]` and `[3, 4]` in running text become `<cite title="3">`; code and links stay as written. */
export function rehypeCitations() {
  return (tree: HastNode): void => visit(tree);
}

function visit(node: HastNode): void {
  if (!node.children || (node.tagName && untouched.has(node.tagName))) return;
  node.children = node.children.flatMap((child) =>
    child.type === 'text' ? split(child.value ?? '') : child,
  );
  node.children.forEach(visit);
}

function split(text: string): HastNode[] {
  const nodes: HastNode[] = [];
  let end = 0;
  for (const match of text.matchAll(citation)) {
    nodes.push({ type: 'text', value: text.slice(end, match.index) });
    for (const n of (match[1] ?? '').split(',')) nodes.push(cite(n.trim()));
    end = match.index + match[0].length;
  }
  return [...nodes, { type: 'text', value: text.slice(end) }].filter((node) => node.value !== '');
}

function cite(n: string): HastNode {
  return {
    type: 'element',
    tagName: 'cite',
    properties: { title: n },
    children: [{ type: 'text', value: `[${n}]` }],
  };
}
