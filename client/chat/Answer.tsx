import { useMemo, useState } from 'react';
import type { Source } from '#shared/chatEvent.ts';
import type { RunView } from '#shared/runView.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { Citation } from './Citation.tsx';
import { SourceDialog } from './SourceDialog.tsx';
import { SourcesContext } from './SourcesContext.ts';

/** The answer's text as far as it has come, with the reviews it cites one click away. */
export function Answer({ view }: { view: RunView }) {
  const [opened, open] = useState<Source | null>(null);
  const sources = useMemo(() => ({ sources: view.sources, open }), [view.sources]);
  if (view.answer === '') return null;
  return (
    <SourcesContext value={sources}>
      <Markdown text={view.answer} cite={Citation} isOpen={view.answerState !== 'ended'} />
      {opened && <SourceDialog source={opened} onClose={() => open(null)} />}
    </SourcesContext>
  );
}
