import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { isTooMuchMarkdown } from './isTooMuchMarkdown.ts';
import { rehypeCitations } from './rehypeCitations.ts';

const remarkPlugins = [remarkGfm];
const rehypePlugins = [rehypeCitations];
// an address is judged where it is shown, by the link itself; this page loads none of them
const keepUrl = (url: string) => url;

interface MarkdownBlockProps {
  text: string;
  /** What a `[n]` becomes. */
  cite: NonNullable<Components['cite']>;
  /** What a link becomes. */
  link: NonNullable<Components['a']>;
}

/** One block of Markdown, parsed again only when its text changes; plain text when Markdown would be too much for the page. */
export const MarkdownBlock = memo(function MarkdownBlock({ text, cite, link }: MarkdownBlockProps) {
  const plain = <p className="whitespace-pre-wrap">{text.trimEnd()}</p>;
  if (isTooMuchMarkdown(text)) return plain;
  return (
    <ErrorBoundary fallback={plain}>
      <div className="block">
        <ReactMarkdown
          remarkPlugins={remarkPlugins}
          rehypePlugins={rehypePlugins}
          urlTransform={keepUrl}
          components={{ a: link, img: ImageAsText, cite }}
        >
          {text}
        </ReactMarkdown>
      </div>
    </ErrorBoundary>
  );
});

/** A picture in an answer would tell its host who is reading; its description is enough. */
function ImageAsText({ alt }: { alt?: string | undefined }) {
  return <span className="text-ink-faint">[image{alt ? `: ${alt}` : ''}]</span>;
}
