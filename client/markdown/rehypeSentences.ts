import type { HastNode } from './rehypeCitations.ts';

const holders = new Set(['p', 'li', 'td', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const blocks = new Set(['p', 'ul', 'ol', 'pre', 'blockquote', 'table', 'div', 'hr', 'input']);
/** Citations that follow a full stop belong to the sentence before it. */
const citedBehind = /^(?:\s*\[\d+\])+\s*/;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/**
 * A rehype plugin: a sentence that cites reviews or states figures becomes `<span data-cites="1 4" data-figures="2">`.
 * It reads what `rehypeCitations` and `rehypeMarks` have made, and comes after them.
 */
export function rehypeSentences() {
  return (tree: HastNode): void => visit(tree);
}

function visit(node: HastNode): void {
  for (const child of node.children ?? []) visit(child);
  if (!node.children || !holders.has(node.tagName ?? '')) return;
  const result: HastNode[] = [];
  let run: HastNode[] = [];
  const closeRun = () => {
    result.push(...sentencesOf(run));
    run = [];
  };
  for (const child of node.children) {
    if (!blocks.has(child.tagName ?? '')) run.push(child);
    else {
      closeRun();
      result.push(child);
    }
  }
  closeRun();
  node.children = result;
}

/** The nodes of running text, those of a sentence with something behind it in a span. */
function sentencesOf(run: HastNode[]): HastNode[] {
  if (!run.some(hasGround)) return run;
  // a line that ends is no sentence that ends
  const text = run.map(textOf).join('').replaceAll('\n', ' ');
  const ends = [...segmenter.segment(text)].map(({ index, segment }) => {
    const end = index + segment.length;
    return end + (citedBehind.exec(text.slice(end))?.[0].length ?? 0);
  });
  const sentences: HastNode[][] = [[]];
  let at = 0;
  for (const node of run) {
    let rest: HastNode | null = node;
    while (rest) {
      const length = textOf(rest).length;
      // a sign without text stays with what is before it
      while (length > 0 && ends[0] !== undefined && ends[0] <= at) {
        ends.shift();
        if (sentences.at(-1)?.length) sentences.push([]);
      }
      const end = ends[0] ?? Infinity;
      // only text is cut; what is bold or a citation stays whole
      if (rest.type !== 'text' || at + length <= end) {
        sentences.at(-1)?.push(rest);
        at += length;
        rest = null;
      } else {
        const value: string = rest.value ?? '';
        sentences.at(-1)?.push({ type: 'text', value: value.slice(0, end - at) });
        rest = { type: 'text', value: value.slice(end - at) };
        at = end;
      }
    }
  }
  return sentences.flatMap(asUnit);
}

function asUnit(children: HastNode[]): HastNode[] {
  const cites = numbersOf(children, 'cite', 'title');
  const figures = numbersOf(children, 'mark', 'dataFigure');
  if (cites === '' && figures === '') return children;
  return [
    { type: 'element', tagName: 'span', properties: { dataCites: cites, dataFigures: figures }, children },
  ];
}

const hasGround = (node: HastNode): boolean =>
  node.tagName === 'cite' ||
  node.properties?.['dataFigure'] !== undefined ||
  (node.children ?? []).some(hasGround);

function numbersOf(nodes: HastNode[], tagName: string, property: string): string {
  const found = new Set<string>();
  const look = (node: HastNode) => {
    const value = node.tagName === tagName ? node.properties?.[property] : undefined;
    if (value !== undefined) found.add(value);
    node.children?.forEach(look);
  };
  nodes.forEach(look);
  return [...found].join(' ');
}

function textOf(node: HastNode): string {
  return node.type === 'text' ? (node.value ?? '') : (node.children ?? []).map(textOf).join('');
}
