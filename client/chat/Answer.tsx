import { lazy, Suspense, useContext, useMemo, useState } from 'react';
import type { Figure } from '#shared/figure.ts';
import type { RunView } from '#shared/runView.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { MarkdownLink } from '../markdown/MarkdownLink.tsx';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { CheckedText } from './CheckedText.tsx';
import { Citation } from './Citation.tsx';
import { checkMark } from './checkMark.ts';
import { quotesOf } from './quotesOf.ts';
import { ReadingSurface } from './ReadingSurface.tsx';
import { ShownSourceContext } from './ShownSourceContext.ts';
import { SourceDialog } from './SourceDialog.tsx';
import { SourcesContext } from './SourcesContext.ts';
import { showCheck } from './showCheck.ts';

const FigureDialog = lazy(() =>
  import('./FigureDialog.tsx').then((file) => ({ default: file.FigureDialog })),
);
const components = { cite: Citation, mark: CheckedText, a: MarkdownLink };

/** The answer's text as far as it has come: its reviews and counts one click away, its checks where they stand. */
export function Answer({ view }: { view: RunView }) {
  const { runId, answer, sources, figures, checks } = view;
  const [figure, openFigure] = useState<Figure | null>(null);
  const { shownSource, showSource } = useContext(ShownSourceContext);
  // there the sources stand beside the text
  const isWide = useMediaQuery('(min-width: 1200px)');
  const context = useMemo(() => ({ sources, figures }), [sources, figures]);
  const marks = useMemo(() => checks.map(checkMark).toSorted((a, b) => a.offset - b.offset), [checks]);
  const isOpen = view.answerState !== 'ended';
  const text = useMemo(
    () => <Markdown text={answer} marks={marks} components={components} isOpen={isOpen} />,
    [answer, marks, isOpen],
  );
  if (answer === '') return null;

  const open = ({ dataset }: HTMLElement) => {
    const counted = figures.find(({ n }) => n === Number(dataset['figure']));
    if (dataset['cite']) showSource({ runId, n: Number(dataset['cite']) });
    else if (counted) openFigure(counted);
    else if (dataset['check']) showCheck(runId, dataset['check']);
  };
  const opened = shownSource?.runId === runId ? shownSource : null;
  const source = opened && sources.find(({ n }) => n === opened.n);
  return (
    <SourcesContext value={context}>
      <ReadingSurface view={view} onOpen={open}>
        {text}
      </ReadingSurface>
      {source && !isWide && (
        <SourceDialog source={source} quotes={quotesOf(view)} onClose={() => showSource(null)} />
      )}
      {figure && (
        <Suspense>
          <FigureDialog figure={figure} companyId={view.companyId} onClose={() => openFigure(null)} />
        </Suspense>
      )}
    </SourcesContext>
  );
}
