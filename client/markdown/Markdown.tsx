import { useMemo } from 'react';
import type { Components } from 'react-markdown';
import { MarkdownBlock } from './MarkdownBlock.tsx';
import { splitBlocks } from './splitBlocks.ts';

interface MarkdownProps {
  text: string;
  cite: NonNullable<Components['cite']>;
}

/** Text of a model as Markdown, cheap to grow: finished blocks are left alone. */
export function Markdown({ text, cite }: MarkdownProps) {
  const blocks = useMemo(() => splitBlocks(text), [text]);
  return (
    <div className="prose">
      {blocks.map((block, index) => (
        // blocks are only ever added at the end, so the place is the identity
        <MarkdownBlock key={index} text={block} cite={cite} />
      ))}
    </div>
  );
}
