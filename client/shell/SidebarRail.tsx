import { useNavigate } from '@tanstack/react-router';
import { Command, PanelLeft, SquarePen } from 'lucide-react';
import { IconButton } from '../ui/IconButton.tsx';
import { ModelStatus } from './ModelStatus.tsx';
import { pages } from './pages.ts';
import { useShell } from './ShellContext.ts';

/** What is left of the sidebar while it is hidden: its pages, as pictures. */
export function SidebarRail() {
  const shell = useShell();
  const navigate = useNavigate();
  return (
    <nav
      aria-label="Pages"
      className="flex w-12 shrink-0 flex-col items-center gap-1 border-r border-line py-2"
    >
      <IconButton label="Show the sidebar" keys="[" onClick={shell.toggleSidebar}>
        <PanelLeft size={16} aria-hidden />
      </IconButton>
      <IconButton label="New conversation" keys="n" onClick={shell.newConversation}>
        <SquarePen size={16} aria-hidden />
      </IconButton>
      {pages.map(({ to, label, icon: Icon, keys }) => (
        <IconButton key={to} label={label} keys={keys} onClick={() => void navigate({ to })}>
          <Icon size={16} aria-hidden />
        </IconButton>
      ))}
      <div className="mt-auto">
        <ModelStatus side="top" isIcon />
      </div>
      <IconButton label="Find anything" keys="$mod+k" onClick={shell.openPalette}>
        <Command size={16} aria-hidden />
      </IconButton>
    </nav>
  );
}
