import { useMemo } from 'react';
import type { Components } from 'react-markdown';
import { closeOpenMarks } from './closeOpenMarks.ts';
import { createBlockSplitter } from './createBlockSplitter.ts';
import type { Block } from './isSameBlock.ts';
import { MarkdownBlocks } from './MarkdownBlocks.tsx';
import type { Mark } from './rehypeMarks.ts';

interface MarkdownProps {
  text: string;
  /** Stretches of the text to be drawn as `mark`, in order. */
  marks: readonly Mark[];
  /** What a `[n]`, a mark and a link become. */
  components: Pick<Components, 'cite' | 'mark' | 'a'>;
  /** More may come, or should have: what is open at the end is shown closed. */
  isOpen?: boolean;
}

/** Text of a model as Markdown, cheap to grow: finished blocks are left alone. */
export function Markdown({ text, marks, components, isOpen = false }: MarkdownProps) {
  const split = useMemo(() => createBlockSplitter(), []);
  const blocks = placed(split(text), marks);
  const last = blocks.at(-1);
  if (isOpen && last) last.text = closeOpenMarks(last.text);
  const groups = Array.from({ length: Math.ceil(blocks.length / groupSize) }, (_, group) =>
    blocks.slice(group * groupSize, (group + 1) * groupSize),
  );
  return (
    <div className="prose">
      {groups.map((group) => (
        <MarkdownBlocks key={group[0]?.start} blocks={group} components={components} />
      ))}
    </div>
  );
}

/** So many blocks are looked at together. */
const groupSize = 16;
const noMarks: readonly Mark[] = [];

/** Each block with its place in the text and its marks. */
function placed(texts: readonly string[], marks: readonly Mark[]) {
  const blocks: Block[] = [];
  let start = 0;
  let next = 0;
  for (const text of texts) {
    const end = start + text.length;
    const first = next;
    while (next < marks.length && (marks[next]?.offset ?? 0) < end) next += 1;
    // what was left out at the very end stands behind the last block
    if (blocks.length === texts.length - 1) next = marks.length;
    blocks.push({ text, start, marks: first === next ? noMarks : marks.slice(first, next) });
    start = end;
  }
  return blocks;
}
