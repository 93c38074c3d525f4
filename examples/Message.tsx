import type { TreeNode } from '#shared/callTree.ts';

export interface MessageProps {
  id?: string;
  role: 'user' | 'assistant';
  content: string;
  execution_tree?: TreeNode;
}

/** A question, or an answer that is done. */
export function Message({ role, content }: MessageProps) {
  return <p data-role={role}>{content}</p>;
}
