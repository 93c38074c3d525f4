import { memo } from 'react';
import type { Components } from 'react-markdown';
import { type Block, isSameBlock } from './isSameBlock.ts';
import { MarkdownBlock } from './MarkdownBlock.tsx';

interface MarkdownBlocksProps {
  blocks: readonly Block[];
  components: Components;
}

/** Some blocks in a row, looked at one by one only where one of them has changed: a long answer has hundreds. */
export const MarkdownBlocks = memo(function MarkdownBlocks({ blocks, components }: MarkdownBlocksProps) {
  // blocks are only ever added at the end, so the place is the identity
  return blocks.map((block) => <MarkdownBlock key={block.start} block={block} components={components} />);
}, isSame);

function isSame(a: MarkdownBlocksProps, b: MarkdownBlocksProps): boolean {
  return (
    a.components === b.components &&
    a.blocks.length === b.blocks.length &&
    a.blocks.every((block, index) => isSameBlock(block, b.blocks[index]))
  );
}
