import type { HastNode } from './rehypeCitations.ts';

/** A stretch of a Markdown text that is drawn differently; with length 0, a place in it. UTF-16 units of the text. */
export interface Mark {
  /** Tells it from the others of its text. */
  id: string;
  offset: number;
  length: number;
  /** The attributes of its element. */
  properties: Record<string, string>;
}

interface MarksOptions {
  /** The Markdown that is parsed, and where it begins in the text that the marks are measured in. */
  source: string;
  start: number;
  marks: readonly Mark[];
}

/** Elements that a mark may go around; into any other it goes in. */
const inline = new Set(['strong', 'em', 'del', 'code', 'a', 'br']);

/**
 * A rehype plugin: draws `<mark>` over stretches of the Markdown, by their places in its source. Nothing of the text
 * is added or lost. A stretch that reaches over several elements is one mark where that can be, else one in each.
 */
export function rehypeMarks({ source, start, marks }: MarksOptions) {
  return (tree: HastNode): void => {
    for (const { offset, length, properties } of marks) {
      const from = offset - start;
      place(tree, { from, to: from + length, source, properties });
    }
  };
}

interface Placing {
  from: number;
  to: number;
  source: string;
  properties: Record<string, string>;
}

/** Puts the mark into the node; false where nothing of the node is meant. */
function place(node: HastNode, placing: Placing): boolean {
  const { from, to } = placing;
  const children = node.children ?? [];
  const meant = children.filter((child) => {
    const range = rangeOf(child);
    if (!range) return false;
    return from === to ? range[0] <= from && from <= range[1] : range[0] < to && range[1] > from;
  });
  const [first] = meant;
  if (!first) return false;
  if (from === to) return first.type === 'text' ? split(node, [first], placing) : place(first, placing);
  const isOneStretch = meant.every((child) => child.type === 'text' || isWithin(child, placing));
  if (isOneStretch && (meant.length > 1 || first.type === 'text')) return split(node, meant, placing);
  return meant
    .map((child) => (child.type === 'text' ? split(node, [child], placing) : place(child, placing)))
    .some(Boolean);
}

/** Puts the neighbours into one mark, and what of the first and last text is not meant beside it. */
function split(parent: HastNode, meant: HastNode[], { from, to, source, properties }: Placing): boolean {
  const [first] = meant;
  const last = meant.at(-1);
  if (!first || !last || !parent.children) return false;
  const head = first.type === 'text' ? cut(first, from, source) : { before: null, after: first };
  const isSame = first === last;
  const end = isSame ? head.after : last;
  const tail = end?.type === 'text' ? cut(end, to, source) : { before: end, after: null };
  const middle = meant.slice(1, -1);
  const inside = isSame ? [tail.before] : [head.after, ...middle, tail.before];
  const mark: HastNode = { type: 'element', tagName: 'mark', properties, children: inside.filter(isNode) };
  const at = parent.children.indexOf(first);
  const count = parent.children.indexOf(last) - at + 1;
  parent.children.splice(at, count, ...[head.before, mark, tail.after].filter(isNode));
  return true;
}

const isNode = (node: HastNode | null): node is HastNode => node !== null;

/** A text cut in two at a place of the source. */
function cut(
  text: HastNode,
  at: number,
  source: string,
): { before: HastNode | null; after: HastNode | null } {
  const [from, to] = rangeOf(text) ?? [0, 0];
  const value = text.value ?? '';
  const units = unitsUntil(value, source.slice(from, to), at - from);
  return {
    before: units > 0 ? textNode(value.slice(0, units), from, Math.min(at, to)) : null,
    after: units < value.length ? textNode(value.slice(units), Math.max(at, from), to) : null,
  };
}

const textNode = (value: string, from: number, to: number): HastNode => ({
  type: 'text',
  value,
  position: { start: { offset: from }, end: { offset: to } },
});

/** How much of a text stands before a place of its source, which may have escapes and indentation besides. */
function unitsUntil(value: string, source: string, at: number): number {
  if (value.length === source.length) return Math.max(0, Math.min(at, value.length));
  let units = 0;
  for (let place = 0; place < at && units < value.length; place += 1) {
    if (source[place] === value[units]) units += 1;
  }
  return units;
}

function isWithin(node: HastNode, { from, to }: Placing): boolean {
  const range = rangeOf(node);
  return range !== null && range[0] >= from && range[1] <= to && inline.has(node.tagName ?? '');
}

/** Where the text of a node stands in the source; null for nodes that were not written there. */
function rangeOf(node: HastNode): [from: number, to: number] | null {
  if (node.type === 'text') {
    const from = node.position?.start.offset;
    const to = node.position?.end.offset;
    return from === undefined || to === undefined ? null : [from, to];
  }
  const ranges = (node.children ?? []).map(rangeOf).filter((range) => range !== null);
  const [first] = ranges;
  const last = ranges.at(-1);
  return first && last ? [first[0], last[1]] : null;
}
