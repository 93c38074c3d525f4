import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import type { SessionSummary } from '#shared/session.ts';
import { showToast } from '../../ui/showToast.ts';
import { useCandorClient } from '../../useCandorClient.ts';

type Named = Pick<SessionSummary, 'id' | 'companyId' | 'title'>;

/** What can be done to a conversation from a list of them. Each says by a toast when it did not work. */
export function useSessionActions() {
  const client = useCandorClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();

  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['sessions'] }),
      queries.invalidateQueries({ queryKey: ['session'] }),
    ]);
  /** True once it is done and the lists show it. */
  const attempt = async (what: string, work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      await refresh();
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : '';
      showToast({ text: `The conversation could not be ${what}. ${reason}`, tone: 'danger' });
      return false;
    }
  };
  const addressOf = ({ id, companyId }: Named) =>
    ({ to: '/s/$sessionId', params: { sessionId: id }, search: { company: companyId } }) as const;

  return {
    rename: ({ id: sessionId, companyId }: Named, title: string) =>
      attempt('renamed', () => client.sessions.rename.mutate({ companyId, sessionId, title })),

    async remove(session: Named): Promise<void> {
      const { id: sessionId, companyId, title } = session;
      const isOpen = router.state.location.pathname === `/s/${encodeURIComponent(sessionId)}`;
      // away first: an open page must not ask for what is about to be gone
      if (isOpen) await navigate({ to: '/' });
      const isRemoved = await attempt('deleted', () =>
        client.sessions.remove.mutate({ companyId, sessionId }),
      );
      if (!isRemoved) return;
      const restore = async () => {
        await attempt('restored', () => client.sessions.restore.mutate({ companyId, sessionId }));
        if (isOpen) await navigate(addressOf(session));
      };
      showToast({
        text: `“${title}” was deleted.`,
        action: { label: 'Undo', onAction: () => void restore() },
      });
    },

    async copyLink(session: Named): Promise<void> {
      const { href } = router.buildLocation(addressOf(session));
      await navigator.clipboard.writeText(`${location.origin}${href}`).then(
        () => showToast({ text: 'The link was copied.' }),
        () => showToast({ text: 'The browser does not let the link be copied.', tone: 'danger' }),
      );
    },
  };
}
