import { useMemo } from 'react';
import type { Components } from 'react-markdown';
import { closeOpenMarks } from './closeOpenMarks.ts';
import { MarkdownBlock } from './MarkdownBlock.tsx';
import { splitBlocks } from './splitBlocks.ts';

interface MarkdownProps {
  text: string;
  cite: NonNullable<Components['cite']>;
  link: NonNullable<Components['a']>;
  /** More may come, or should have: what is open at the end is shown closed. */
  isOpen?: boolean;
}

/** Text of a model as Markdown, cheap to grow: finished blocks are left alone. */
export function Markdown({ text, cite, link, isOpen = false }: MarkdownProps) {
  const blocks = useMemo(() => splitBlocks(text), [text]);
  return (
    <div className="prose">
      {blocks.map((block, index) => (
        // blocks are only ever added at the end, so the place is the identity
        <MarkdownBlock
          key={index}
          text={isOpen && index === blocks.length - 1 ? closeOpenMarks(block) : block}
          cite={cite}
          link={link}
        />
      ))}
    </div>
  );
}
