import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useCompany } from '../useCompany.ts';
import { AskBox } from './AskBox.tsx';
import { draftKey, draftStore } from './draftStore.ts';
import { SuggestedQuestions } from './SuggestedQuestions.tsx';
import { useAsk } from './useAsk.ts';
import { useDraft } from './useDraft.ts';

// most companies have reviews: what to do without them is not part of the first screen
const NoReviews = lazy(() => import('./NoReviews.tsx').then((file) => ({ default: file.NoReviews })));

/** A new conversation: the composer, and the questions that the reviews themselves suggest. */
export function NewConversationPage() {
  const { companyId, company, isLoading } = useCompany();
  const navigate = useNavigate();
  const draft = useDraft(companyId, null);
  const asking = useAsk({
    companyId,
    sessionId: null,
    onAsked: ({ sessionId }) => {
      // what the person limited the conversation to goes with it
      draftStore.set(draftKey(companyId, sessionId), { scope: draft.scope });
      draft.change({ scope: {} });
      void navigate({ to: '/s/$sessionId', params: { sessionId } });
    },
  });
  const start = async (message: string) => {
    draft.change({ message });
    if (await asking.ask({ message, scope: draft.scope })) draft.sent(message);
  };
  const isEmpty = !isLoading && (company?.reviews ?? 0) === 0;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 sm:px-6">
      <title>Candor</title>
      <div className="mx-auto grid max-w-[46rem] grid-cols-[minmax(0,1fr)] gap-5 py-10 sm:pt-[14vh]">
        <h1 className="text-xl font-semibold">What would you like to know from your customers?</h1>
        <AskBox companyId={companyId} sessionId={null} asking={asking} />
        {isEmpty ? (
          <Suspense>
            <NoReviews company={company} />
          </Suspense>
        ) : (
          <SuggestedQuestions
            companyId={companyId}
            disabled={asking.isAsking}
            onAsk={(question) => void start(question)}
          />
        )}
      </div>
    </div>
  );
}
