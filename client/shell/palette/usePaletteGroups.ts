import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import type { SessionDetail } from '#shared/session.ts';
import { showToast } from '../../ui/showToast.ts';
import { toggleTheme } from '../../ui/theme.ts';
import { useCandorClient } from '../../useCandorClient.ts';
import { useCompany } from '../../useCompany.ts';
import { pages } from '../pages.ts';
import { useShell } from '../ShellContext.ts';
import { useSessions } from '../sessions/useSessions.ts';

/** One line of the palette. */
export interface PaletteEntry {
  id: string;
  label: string;
  detail?: string | undefined;
  keys?: string;
  run: () => void;
}

export interface PaletteGroup {
  value: string;
  items: PaletteEntry[];
}

const conversationsShown = 8;

/** Everything that can be gone to or done, as far as it has the words in it; conversations are searched by the server. */
export function usePaletteGroups(words: string): PaletteGroup[] {
  const shell = useShell();
  const navigate = useNavigate();
  const { companies, companyId } = useCompany();
  const sessions = useSessions(words);
  const stop = useStopHere();

  const doing: PaletteEntry[] = [
    { id: 'new', label: 'New conversation', keys: 'n', run: shell.newConversation },
    ...(stop ? [{ id: 'stop', label: 'Stop the answer', keys: 'Escape', run: stop }] : []),
    { id: 'import', label: 'Import reviews', run: shell.importReviews },
    { id: 'link', label: 'Copy the link of this page', run: () => void copyAddress() },
    { id: 'theme', label: 'Light or dark', keys: 't', run: toggleTheme },
    { id: 'sidebar', label: 'Show or hide the sidebar', keys: '[', run: shell.toggleSidebar },
    { id: 'keys', label: 'Keyboard shortcuts', keys: '?', run: shell.openShortcuts },
  ];
  const going = pages.map(
    ({ to, label, keys }): PaletteEntry => ({ id: to, label, keys, run: () => shell.goTo(to) }),
  );
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ label }: { label: string }) => asked.every((word) => label.toLowerCase().includes(word));
  const found = sessions.data?.pages[0]?.items ?? [];
  // until the answer to these words is here, those of the words before that fit them too
  const fitting = sessions.isPlaceholderData ? found.filter(({ title }) => fits({ label: title })) : found;
  const conversations = fitting.slice(0, conversationsShown).map(
    ({ id, title, runningRunId }): PaletteEntry => ({
      id: `session ${id}`,
      label: title,
      detail: runningRunId ? 'being answered' : undefined,
      run: () => void navigate({ to: '/s/$sessionId', params: { sessionId: id } }),
    }),
  );
  const switching = companies
    .filter(({ id }) => id !== companyId)
    .map(
      ({ id, name }): PaletteEntry => ({
        id: `company ${id}`,
        label: name,
        run: () => void navigate({ to: '/', search: { company: id } }),
      }),
    );
  return [
    { value: 'Do', items: doing.filter(fits) },
    { value: 'Go to', items: going.filter(fits) },
    { value: 'Conversations', items: conversations },
    { value: 'Companies', items: switching.filter(fits) },
  ].filter(({ items }) => items.length > 0);
}

/** Stops the answer that is being made in the open conversation; absent when none is. */
function useStopHere(): (() => void) | undefined {
  const client = useCandorClient();
  const queries = useQueryClient();
  const { companyId } = useCompany();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [, sessionId] = /^\/s\/(.+)$/.exec(path) ?? [];
  if (sessionId === undefined) return undefined;
  const detail = queries.getQueryData<SessionDetail>(['session', companyId, decodeURIComponent(sessionId)]);
  const runId = detail?.runs.findLast(({ view }) => view === null)?.runId;
  if (runId === undefined) return undefined;
  return () =>
    void client.chat.stop
      .mutate({ runId })
      .catch((error: Error) => showToast({ text: `Could not stop: ${error.message}`, tone: 'danger' }));
}

async function copyAddress(): Promise<void> {
  await navigator.clipboard.writeText(location.href).then(
    () => showToast({ text: 'The link was copied.' }),
    () => showToast({ text: 'The browser does not let the link be copied.', tone: 'danger' }),
  );
}
