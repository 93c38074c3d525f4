import { useMemo, useState } from 'react';
import type { Source } from '#shared/chatEvent.ts';
import type { Figure } from '#shared/figure.ts';
import type { RunView } from '#shared/runView.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { Citation } from './Citation.tsx';
import { FigureDialog } from './FigureDialog.tsx';
import { FigureLink } from './FigureLink.tsx';
import { SourceDialog } from './SourceDialog.tsx';
import { SourcesContext } from './SourcesContext.ts';
import { withFigureLinks } from './withFigureLinks.ts';

/** The answer's text as far as it has come, with the reviews it cites and counts one click away. */
export function Answer({ view }: { view: RunView }) {
  const [opened, open] = useState<Source | null>(null);
  const [figure, openFigure] = useState<Figure | null>(null);
  const { sources, figures } = view;
  const context = useMemo(() => ({ sources, open, figures, openFigure }), [sources, figures]);
  if (view.answer === '') return null;
  return (
    <SourcesContext value={context}>
      <Markdown
        text={withFigureLinks(view.answer, view.checks)}
        cite={Citation}
        link={FigureLink}
        isOpen={view.answerState !== 'ended'}
      />
      {opened && <SourceDialog source={opened} onClose={() => open(null)} />}
      {figure && <FigureDialog figure={figure} companyId={view.companyId} onClose={() => openFigure(null)} />}
    </SourcesContext>
  );
}
