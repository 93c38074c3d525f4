import { RefreshCw, Scale } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { RunView } from '#shared/runView.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { answerMarkdown } from './answerMarkdown.ts';

const ProveItDialog = lazy(() =>
  import('./ProveItDialog.tsx').then((file) => ({ default: file.ProveItDialog })),
);

interface AnswerActionsProps {
  view: RunView;
  /** Asks the same question again, in this answer's place. */
  onRegenerate?: (() => void) | undefined;
}

/** What can be done with an answer that is over. */
export function AnswerActions({ view, onRegenerate }: AnswerActionsProps) {
  const [isProving, setProving] = useState(false);
  return (
    <div className="-mx-2.5 flex items-center">
      {view.answer !== '' && <CopyButton text={() => answerMarkdown(view)} label="Copy as Markdown" />}
      {onRegenerate && (
        <IconButton label="Regenerate" onClick={onRegenerate}>
          <RefreshCw size={16} aria-hidden />
        </IconButton>
      )}
      <Button look="quiet" className="px-2!" onClick={() => setProving(true)}>
        <Scale size={16} aria-hidden />
        Prove it
      </Button>
      {isProving && (
        <Suspense>
          <ProveItDialog view={view} onClose={() => setProving(false)} />
        </Suspense>
      )}
    </div>
  );
}
