import { Link } from '@tanstack/react-router';
import { Command, Keyboard, PanelLeft, SquarePen } from 'lucide-react';
import { IconButton } from '../ui/IconButton.tsx';
import { CompanyPicker } from './CompanyPicker.tsx';
import { ModelStatus } from './ModelStatus.tsx';
import { pages } from './pages.ts';
import { useShell } from './ShellContext.ts';
import { SidebarLink } from './SidebarLink.tsx';
import { SessionsList } from './sessions/SessionsList.tsx';

/** Whose reviews, a new conversation, the pages, all conversations that were; at the foot what the models are. */
export function Sidebar({ onHide }: { onHide?: (() => void) | undefined }) {
  const shell = useShell();
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 py-2">
      {onHide && (
        <div className="flex items-center justify-between pr-2 pl-5">
          <Link to="/" className="font-semibold">
            Candor
          </Link>
          <IconButton label="Hide the sidebar" keys="[" onClick={onHide} size="small">
            <PanelLeft size={16} aria-hidden />
          </IconButton>
        </div>
      )}
      <div className="px-2">
        <CompanyPicker />
      </div>
      <nav aria-label="Pages" className="grid gap-0.5 px-2">
        <SidebarLink to="/" label="New conversation" icon={SquarePen} keys="n" />
        {pages.map((page) => (
          <SidebarLink key={page.to} {...page} />
        ))}
      </nav>
      <SessionsList />
      <footer className="flex items-center gap-1 border-t border-line px-2 pt-2">
        <div className="min-w-0 flex-1">
          <ModelStatus side="top" />
        </div>
        <IconButton label="Find anything" keys="$mod+k" size="small" onClick={shell.openPalette}>
          <Command size={16} aria-hidden />
        </IconButton>
        <IconButton label="Keyboard shortcuts" keys="?" size="small" onClick={shell.openShortcuts}>
          <Keyboard size={16} aria-hidden />
        </IconButton>
      </footer>
    </div>
  );
}
