import { Link } from '@tanstack/react-router';
import { Menu, SquarePen } from 'lucide-react';
import { ModelStatus } from './ModelStatus.tsx';

const look = 'grid size-9 shrink-0 place-items-center rounded-md text-ink-soft hover:bg-raised';

/** On narrow screens: the way to the sidebar, the name, a new conversation. */
export function TopBar({ onMenu }: { onMenu: () => void }) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line bg-surface px-2">
      <button type="button" aria-label="Conversations and pages" onClick={onMenu} className={look}>
        <Menu size={18} aria-hidden />
      </button>
      <Link to="/" className="px-1 font-semibold">
        Candor
      </Link>
      <div className="ml-auto min-w-0">
        <ModelStatus side="bottom" />
      </div>
      <Link to="/" aria-label="New conversation" className={look}>
        <SquarePen size={18} aria-hidden />
      </Link>
    </header>
  );
}
