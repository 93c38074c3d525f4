import { useContext } from 'react';
import { SourcesContext } from './SourcesContext.ts';

interface CitationProps {
  title?: string | undefined;
}

/** `[3]`: opens review 3. A number nobody was given stays plain text. */
export function Citation({ title: n = '' }: CitationProps) {
  const { sources, open } = useContext(SourcesContext);
  const source = sources.find((candidate) => candidate.n === Number(n));
  if (!source) return <span>[{n}]</span>;
  return (
    <button
      type="button"
      aria-label={`Review ${n}`}
      onClick={() => open(source)}
      className="rounded-sm px-0.5 align-super text-[0.75em] leading-none font-medium text-accent tabular-nums hover:bg-accent-wash"
    >
      [{n}]
    </button>
  );
}
