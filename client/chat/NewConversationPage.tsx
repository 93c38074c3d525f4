import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCompany } from '../useCompany.ts';
import { AskNotice } from './AskNotice.tsx';
import { Composer } from './Composer.tsx';
import { draftFor } from './draftFor.ts';
import { NoReviews } from './NoReviews.tsx';
import { useAsk } from './useAsk.ts';

const examples = [
  'What are the top product gaps from negative reviews?',
  'Which complaints come up most often, and how often?',
  'What do happy customers praise?',
  'What should we fix first, and which reviews say so?',
];

/** A new conversation: the composer, and four questions to begin with. */
export function NewConversationPage() {
  const { companyId, company, isLoading } = useCompany();
  const navigate = useNavigate();
  // a failed first question may have left its text behind; the key gives a chosen example to the composer
  const [draft, setDraft] = useState(() => draftFor(companyId, null));
  const ask = useAsk({
    companyId,
    sessionId: null,
    onAsked: ({ sessionId }) => void navigate({ to: '/s/$sessionId', params: { sessionId } }),
  });
  const send = (message: string) =>
    ask.mutateAsync(message).then(
      () => true,
      () => false,
    );
  const start = (example: string) => {
    setDraft(example);
    void send(example);
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 sm:px-6">
      <title>Candor</title>
      <div className="mx-auto grid max-w-[46rem] gap-5 py-10 sm:pt-[14vh]">
        <h1 className="text-xl font-semibold">What would you like to know from your customers?</h1>
        <AskNotice error={ask.error} />
        <Composer
          key={`${companyId} ${draft}`}
          initialDraft={draft}
          onSend={send}
          isSending={ask.isPending}
          isStopping={false}
        />
        {!isLoading && (company?.reviews ?? 0) === 0 ? (
          <NoReviews company={company} />
        ) : (
          <ul aria-label="Example questions" className="grid border-t border-line">
            {examples.map((example) => (
              <li key={example} className="border-b border-line">
                <button
                  type="button"
                  disabled={ask.isPending}
                  onClick={() => start(example)}
                  className="w-full px-2 py-3 text-left text-ink-soft hover:bg-raised hover:text-ink"
                >
                  {example}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
