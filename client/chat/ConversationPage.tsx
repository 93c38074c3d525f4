import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { isRefusal } from '../programs/isRefusal.ts';
import { NotFound } from '../shell/NotFound.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompanyId } from '../useCompanyId.ts';
import { Conversation } from './Conversation.tsx';
import { FollowersProvider } from './FollowersProvider.tsx';
import { ReadingProvider } from './ReadingProvider.tsx';
import { ReplayProvider } from './tree/ReplayProvider.tsx';

const route = getRouteApi('/s/$sessionId');

/** One conversation, by its address. */
export function ConversationPage() {
  const { sessionId } = route.useParams();
  const companyId = useCompanyId();
  const client = useCandorClient();
  const detail = useQuery({
    queryKey: ['session', companyId, sessionId],
    queryFn: () => client.sessions.get.query({ companyId, sessionId }),
  });
  if (detail.data) {
    return (
      <FollowersProvider>
        <ReadingProvider key={sessionId}>
          <ReplayProvider>
            <Conversation detail={detail.data} />
          </ReplayProvider>
        </ReadingProvider>
      </FollowersProvider>
    );
  }
  if (detail.error?.message === 'There is no such conversation.') {
    return (
      <NotFound title="There is no such conversation">
        It may have been deleted, or belong to another company.
      </NotFound>
    );
  }
  if (detail.error) {
    const advice = isRefusal(detail.error) ? '' : 'Is Candor still running?';
    return (
      <>
        <title>Conversation · Candor</title>
        <h1 className="sr-only">Conversation</h1>
        <LoadError error={detail.error} advice={advice} onRetry={() => void detail.refetch()} />
      </>
    );
  }
  return <p className="p-6 text-ink-faint">Loading the conversation…</p>;
}
