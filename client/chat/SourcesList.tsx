import { useContext } from 'react';
import type { RunView } from '#shared/runView.ts';
import { ReviewText } from '../ui/ReviewText.tsx';
import { LitContext } from './LitContext.ts';

/** The reviews that an answer may cite, by number; those of the sentence under the pointer are lit. */
export function SourcesList({ view }: { view: RunView }) {
  const { lit } = useContext(LitContext);
  const litNumbers = lit?.runId === view.runId ? lit.sources : [];
  if (view.sources.length === 0)
    return <p className="text-sm text-ink-faint">This answer rests on no single reviews.</p>;
  return (
    <ol aria-label="Sources" className="grid gap-3 text-sm">
      {view.sources.map((source) => (
        <li
          key={source.n}
          className={`rounded-md p-2 ${litNumbers.includes(source.n) ? 'bg-accent-wash' : ''}`}
        >
          <ReviewText review={source} />
        </li>
      ))}
    </ol>
  );
}
