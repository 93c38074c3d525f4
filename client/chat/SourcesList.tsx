import { useContext, useMemo } from 'react';
import { citedNumbers } from '#shared/chatAnswer.ts';
import type { SessionRun } from '#shared/session.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { LitContext } from './LitContext.ts';
import { quotesOf } from './quotesOf.ts';
import { ShownSourceContext } from './ShownSourceContext.ts';
import { SourceItem } from './SourceItem.tsx';
import { useRun } from './useRun.ts';

/**
 * The reviews behind an answer: those it cites, then those it was made from besides. The sentence under the pointer
 * lights its own; a citation opens one, which is then in view and has the focus.
 */
export function SourcesList({ run }: { run: SessionRun }) {
  const { runId, sources, answer, checks, endedAt } = useRun(run, ({ view }) => view);
  const { lit } = useContext(LitContext);
  const { shownSource } = useContext(ShownSourceContext);
  const cited = useMemo(() => new Set(citedNumbers(answer)), [answer]);
  const quotes = useMemo(() => quotesOf({ answer, checks }), [answer, checks]);
  if (sources.length === 0) {
    return (
      <p className="text-sm text-ink-faint">
        {endedAt !== null
          ? 'This answer cites no single reviews.'
          : 'The reviews that the answer may cite appear here once they are found.'}
      </p>
    );
  }
  const list = (shown: typeof sources) =>
    shown.map((source) => (
      <SourceItem
        key={source.n}
        source={source}
        quotes={quotes}
        isLit={lit?.runId === runId && lit.sources.includes(source.n)}
        shown={shownSource?.runId === runId && shownSource.n === source.n ? shownSource : null}
      />
    ));
  const others = sources.filter(({ n }) => !cited.has(n));
  return (
    <div className="grid gap-3">
      <ol aria-label="Sources" className="-mx-3 grid gap-1">
        {list(sources.filter(({ n }) => cited.has(n)))}
      </ol>
      {others.length > 0 && (
        <Disclosure
          label={cited.size === 0 ? `${others.length} read so far` : `${others.length} more read, not cited`}
        >
          <ol aria-label="Read, not cited" className="-mx-3 grid gap-1">
            {list(others)}
          </ol>
        </Disclosure>
      )}
    </div>
  );
}
