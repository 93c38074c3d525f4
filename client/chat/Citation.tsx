import { useContext } from 'react';
import { SourcesContext } from './SourcesContext.ts';

interface CitationProps {
  title?: string | undefined;
}

/** `[3]`: opens review 3, by `data-cite`. A number nobody was given stays plain text. */
export function Citation({ title: n = '' }: CitationProps) {
  const { sources } = useContext(SourcesContext);
  if (!sources.some((source) => source.n === Number(n))) return <span>[{n}]</span>;
  return (
    <button
      type="button"
      data-cite={n}
      aria-label={`Review ${n}`}
      className="rounded-sm px-0.5 align-super text-[0.75em] leading-none font-medium text-accent tabular-nums hover:bg-accent-wash"
    >
      [{n}]
    </button>
  );
}
