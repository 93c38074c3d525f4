import type { HastNode } from './rehypeCitations.ts';

/** A rehype plugin: a number, its percent sign and the brackets around them stay on one line. */
export function rehypeFigures() {
  return keepTogether;
}

function keepTogether(node: HastNode): void {
  if (node.tagName === 'code') return;
  if (node.value !== undefined) node.value = node.value.replace(/(?<=\d) (?=%)/g, '\u00a0');
  const { children = [] } = node;
  for (const child of children) keepTogether(child);
  for (const [at, child] of children.entries()) {
    const [before, after] = [children[at - 1], children[at + 1]];
    if (child.tagName !== 'mark' || !/^[\d.,]+\u00a0?%$/.test(textOf(child))) continue;
    if (!before?.value?.endsWith('(') || !after?.value?.startsWith(')')) continue;
    before.value = before.value.slice(0, -1);
    after.value = after.value.slice(1);
    const inBrackets = [{ type: 'text', value: '(' }, child, { type: 'text', value: ')' }];
    const properties = { className: 'whitespace-nowrap' };
    children[at] = { type: 'element', tagName: 'span', properties, children: inBrackets };
  }
}

const textOf = ({ value, children = [] }: HastNode): string => value ?? children.map(textOf).join('');
