import type { ReactNode } from 'react';
import type { SessionRun } from '#shared/session.ts';
import { Moment } from '../ui/Amount.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useCompany } from '../useCompany.ts';
import { AnswerFooter } from './AnswerFooter.tsx';
import { useRun } from './useRun.ts';

interface RemovedArticleProps {
  run: SessionRun;
  removed: NonNullable<SessionRun['textsRemoved']>;
  versions: ReactNode;
  details: ReactNode;
}

/** A question whose texts are no longer kept: what it took, and the way to its steps. */
export function RemovedArticle({ run, removed: { at, keptDays }, versions, details }: RemovedArticleProps) {
  const view = useRun(run, (followed) => followed.view);
  const { company, companyId } = useCompany();
  return (
    <article
      id={run.runId}
      aria-label="Removed question"
      className="grid scroll-mt-4 grid-cols-[minmax(0,1fr)] gap-3 border-t border-line pt-6 first-of-type:border-0 first-of-type:pt-0"
    >
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 text-base font-semibold text-ink-soft">Removed question</h2>
        {versions}
      </div>
      <Notice tone="calm">
        <p>
          The texts of this question and its answer were removed on <Moment iso={at} />, as{' '}
          {company?.name ?? companyId} keeps them {keptDays === 1 ? '1 day' : `${keptDays} days`}.
        </p>
      </Notice>
      <AnswerFooter view={view} />
      {details}
    </article>
  );
}
