import { Link } from '@tanstack/react-router';
import { Link2, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import type { SessionSummary } from '#shared/session.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { StatusDot } from '../../ui/StatusDot.tsx';
import { useSessionActions } from './useSessionActions.ts';

const RenameField = lazy(() => import('./RenameField.tsx').then((file) => ({ default: file.RenameField })));

/** One conversation of the list: the way to it, whether it is being answered, and what can be done to it. */
export function SessionItem({ session }: { session: SessionSummary }) {
  const [isRenaming, setRenaming] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  const actions = useSessionActions();
  if (isRenaming) {
    const close = () => {
      setRenaming(false);
      setTimeout(() => link.current?.focus());
    };
    return (
      <li className="px-1">
        <Suspense>
          <RenameField
            title={session.title}
            onSave={(title) => actions.rename(session, title)}
            onClose={close}
          />
        </Suspense>
      </li>
    );
  }
  return (
    <li className="group relative flex items-center rounded-md hover:bg-raised has-aria-[current=page]:bg-raised has-aria-expanded:bg-raised">
      <Link
        ref={link}
        to="/s/$sessionId"
        params={{ sessionId: session.id }}
        title={session.title}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-md pr-2 pl-3 text-sm pointer-coarse:pr-9 group-focus-within:pr-9 group-hover:pr-9 group-has-aria-expanded:pr-9 text-ink-soft aria-[current=page]:font-medium aria-[current=page]:text-ink"
      >
        <span className="min-w-0 truncate">{session.title}</span>
        {session.runningRunId && <StatusDot status="running" />}
      </Link>
      <Menu
        label="Conversation"
        align="end"
        items={[
          { label: 'Rename', icon: <Pencil size={14} aria-hidden />, onSelect: () => setRenaming(true) },
          {
            label: 'Copy link',
            icon: <Link2 size={14} aria-hidden />,
            onSelect: () => void actions.copyLink(session),
          },
          'separator',
          {
            label: 'Delete',
            icon: <Trash2 size={14} aria-hidden />,
            tone: 'danger',
            onSelect: () => void actions.remove(session),
          },
        ]}
      >
        {(opens) => (
          <IconButton
            label={`Options of ${session.title}`}
            size="small"
            // where there is no pointer to hover with, it is always there
            className="absolute! right-0.5 pointer-fine:opacity-0 pointer-fine:group-focus-within:opacity-100 pointer-fine:group-hover:opacity-100 pointer-fine:aria-expanded:opacity-100"
            {...opens}
          >
            <MoreHorizontal size={14} aria-hidden />
          </IconButton>
        )}
      </Menu>
    </li>
  );
}
