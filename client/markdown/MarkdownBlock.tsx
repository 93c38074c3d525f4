import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { type Block, isSameBlock } from './isSameBlock.ts';
import { isTooMuchMarkdown } from './isTooMuchMarkdown.ts';
import { rehypeCitations } from './rehypeCitations.ts';
import { rehypeFigures } from './rehypeFigures.ts';
import { rehypeMarks } from './rehypeMarks.ts';
import { rehypeSentences } from './rehypeSentences.ts';

const remarkPlugins = [remarkGfm];
// an address is judged where it is shown, by the link itself; this page loads none of them
const keepUrl = (url: string) => url;

interface MarkdownBlockProps {
  block: Block;
  components: Components;
}

/** One block of Markdown, parsed again only when it changes; plain text when Markdown would be too much for the page. */
export const MarkdownBlock = memo(function MarkdownBlock({ block, components }: MarkdownBlockProps) {
  const { text, start, marks } = block;
  const plain = <p className="whitespace-pre-wrap">{text.trimEnd()}</p>;
  if (isTooMuchMarkdown(text)) return plain;
  return (
    <ErrorBoundary fallback={plain}>
      <div className="block">
        <ReactMarkdown
          remarkPlugins={remarkPlugins}
          rehypePlugins={[
            [rehypeMarks, { source: text, start, marks }],
            rehypeCitations,
            rehypeSentences,
            rehypeFigures,
          ]}
          urlTransform={keepUrl}
          components={{ img: ImageAsText, ...components }}
        >
          {text}
        </ReactMarkdown>
      </div>
    </ErrorBoundary>
  );
}, isSame);

function isSame(a: MarkdownBlockProps, b: MarkdownBlockProps): boolean {
  return a.components === b.components && isSameBlock(a.block, b.block);
}

/** A picture in an answer would tell its host who is reading; its description is enough. */
function ImageAsText({ alt }: { alt?: string | undefined }) {
  return <span className="text-ink-faint">[image{alt ? `: ${alt}` : ''}]</span>;
}
