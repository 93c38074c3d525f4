import { lazy, Suspense } from 'react';
import type { ReviewScope } from '#shared/reviewScope.ts';
import { AskNotice } from './AskNotice.tsx';
import { Composer } from './Composer.tsx';
import { EstimateLine } from './EstimateLine.tsx';
import { ScopeRow } from './ScopeRow.tsx';
import type { useAsk } from './useAsk.ts';
import { useDraft } from './useDraft.ts';

// nobody waits for it before there is something to ask
const BudgetRoomLine = lazy(() =>
  import('./BudgetRoomLine.tsx').then((file) => ({ default: file.BudgetRoomLine })),
);

interface AskBoxProps {
  companyId: string;
  sessionId: string | null;
  asking: ReturnType<typeof useAsk>;
  lastScope?: ReviewScope;
  onStop?: (() => void) | undefined;
  isStopping?: boolean;
}

/** Everything one needs to ask: which reviews, the question, what it will take; and why it did not get through. */
export function AskBox({ companyId, sessionId, asking, lastScope = {}, onStop, isStopping }: AskBoxProps) {
  const draft = useDraft(companyId, sessionId);
  const send = async (message: string) => {
    const isSafe = await asking.ask({ message, scope: draft.scope });
    if (isSafe) draft.sent(message);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <AskNotice error={asking.error} isAway={asking.isAway} onGiveUp={asking.giveUp} />
      <ScopeRow
        companyId={companyId}
        scope={draft.scope}
        lastScope={lastScope}
        isRunning={onStop !== undefined}
        onChange={(scope) => draft.change({ scope })}
      />
      <Composer
        draft={draft.message}
        onDraft={(message) => draft.change({ message })}
        onSend={(message) => void send(message)}
        onStop={onStop}
        isSending={asking.isAsking}
        isStopping={isStopping ?? false}
      >
        <EstimateLine companyId={companyId} sessionId={sessionId} draft={draft.message} />
        {(sessionId !== null || draft.message !== '') && (
          <Suspense>
            <BudgetRoomLine companyId={companyId} sessionId={sessionId} />
          </Suspense>
        )}
      </Composer>
    </div>
  );
}
