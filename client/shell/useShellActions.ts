import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useContext } from 'react';
import { flushSync } from 'react-dom';
import type { SessionSummary } from '#shared/session.ts';
import { ImportReviewsContext } from '../ImportReviewsContext.ts';
import { useCompanyId } from '../useCompanyId.ts';
import type { ShellActions } from './ShellContext.ts';
import { sessionSearchId } from './sessions/sessionSearchId.ts';

interface ShellParts {
  showOver: (what: 'palette' | 'shortcuts') => void;
  showSidebar: () => void;
  toggleSidebar: () => void;
}

/** What buttons, keys and the palette do. */
export function useShellActions({ showOver, showSidebar, toggleSidebar }: ShellParts): ShellActions {
  const navigate = useNavigate();
  const router = useRouter();
  const queries = useQueryClient();
  const companyId = useCompanyId();
  const { open } = useContext(ImportReviewsContext);

  const moveBy = (step: 1 | -1) => {
    const { pathname } = router.state.location;
    // the list of another page hears these keys itself
    if (pathname !== '/' && !pathname.startsWith('/s/')) return;
    const listed = queries.getQueryData<InfiniteData<{ items: SessionSummary[] }>>([
      'sessions',
      companyId,
      '',
    ]);
    const ids = listed?.pages.flatMap((page) => page.items.map(({ id }) => id)) ?? [];
    const here = ids.findIndex((id) => pathname === `/s/${encodeURIComponent(id)}`);
    const sessionId = here < 0 ? ids[0] : ids[here + step];
    if (sessionId !== undefined) void navigate({ to: '/s/$sessionId', params: { sessionId } });
  };
  return {
    openPalette: () => showOver('palette'),
    openShortcuts: () => showOver('shortcuts'),
    newConversation: () => void navigate({ to: '/' }),
    importReviews: () => open(),
    searchConversations: () => {
      // the field has to be there before it can be focused
      flushSync(showSidebar);
      document.getElementById(sessionSearchId)?.focus();
    },
    goTo: (to) => void navigate({ to }),
    moveBy,
    toggleSidebar,
  };
}
