import { Link, useRouterState } from '@tanstack/react-router';
import { Menu } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../ui/Dialog.tsx';
import { CompanyPicker } from './CompanyPicker.tsx';
import { Sidebar } from './Sidebar.tsx';

/** Name, pages, company; on narrow screens also the way to the conversations. */
export function TopBar() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  // the drawer belongs to the page it was opened on: going elsewhere closes it
  const [drawerPath, setDrawerPath] = useState<string | null>(null);
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-surface px-3 sm:gap-4">
      <button
        type="button"
        aria-label="Conversations"
        onClick={() => setDrawerPath(path)}
        className="grid size-9 place-items-center rounded-md hover:bg-raised md:hidden"
      >
        <Menu size={18} aria-hidden />
      </button>
      <Link to="/" className="px-1 font-semibold">
        Candor
      </Link>
      <Link
        to="/calls"
        className="rounded-md px-2 py-1 text-sm text-ink-soft hover:bg-raised aria-[current=page]:text-ink aria-[current=page]:underline aria-[current=page]:underline-offset-4"
      >
        Calls
      </Link>
      <CompanyPicker />
      {drawerPath === path && (
        <Dialog title="Conversations" shape="side" onClose={() => setDrawerPath(null)}>
          <Sidebar />
        </Dialog>
      )}
    </header>
  );
}
