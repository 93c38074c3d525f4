import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { isTooMuchMarkdown } from './isTooMuchMarkdown.ts';
import { rehypeCitations } from './rehypeCitations.ts';
import { type Mark, rehypeMarks } from './rehypeMarks.ts';
import { rehypeSentences } from './rehypeSentences.ts';

const remarkPlugins = [remarkGfm];
// an address is judged where it is shown, by the link itself; this page loads none of them
const keepUrl = (url: string) => url;

interface MarkdownBlockProps {
  text: string;
  /** Where it begins in the whole text, in which the marks are measured. */
  start: number;
  marks: readonly Mark[];
  components: Components;
}

/** One block of Markdown, parsed again only when it changes; plain text when Markdown would be too much for the page. */
export const MarkdownBlock = memo(function MarkdownBlock(props: MarkdownBlockProps) {
  const { text, start, marks, components } = props;
  const plain = <p className="whitespace-pre-wrap">{text.trimEnd()}</p>;
  if (isTooMuchMarkdown(text)) return plain;
  return (
    <ErrorBoundary fallback={plain}>
      <div className="block">
        <ReactMarkdown
          remarkPlugins={remarkPlugins}
          rehypePlugins={[[rehypeMarks, { source: text, start, marks }], rehypeCitations, rehypeSentences]}
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
  return (
    a.text === b.text &&
    a.start === b.start &&
    a.components === b.components &&
    a.marks.length === b.marks.length &&
    a.marks.every((mark, index) => isSameMark(mark, b.marks[index]))
  );
}

const isSameMark = (a: Mark, b: Mark | undefined) =>
  a.id === b?.id && a.offset === b.offset && a.length === b.length;

/** A picture in an answer would tell its host who is reading; its description is enough. */
function ImageAsText({ alt }: { alt?: string | undefined }) {
  return <span className="text-ink-faint">[image{alt ? `: ${alt}` : ''}]</span>;
}
