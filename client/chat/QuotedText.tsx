import { memo, type ReactNode } from 'react';
import { quotedIn } from './quotedIn.ts';

interface QuotedTextProps {
  text: string;
  /** Words of the answer, which are marked where they stand. */
  quotes: readonly string[];
}

/** A review's text, with what an answer quotes of it marked. */
export const QuotedText = memo(function QuotedText({ text, quotes }: QuotedTextProps) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const [from, to] of quotedIn(text, quotes)) {
    parts.push(text.slice(end, from), <mark key={from}>{text.slice(from, to)}</mark>);
    end = to;
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
});
