import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Dialog } from '../ui/Dialog.tsx';
import { storedChoice } from '../ui/storedChoice.ts';
import { Toaster } from '../ui/Toaster.tsx';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { Inspector } from './Inspector.tsx';
import { PageNotices } from './PageNotices.tsx';
import { ShellContext } from './ShellContext.ts';
import { Sidebar } from './Sidebar.tsx';
import { SidebarRail } from './SidebarRail.tsx';
import { TopBar } from './TopBar.tsx';
import { useShellActions } from './useShellActions.ts';

const CommandPalette = lazy(() =>
  import('./palette/CommandPalette.tsx').then((file) => ({ default: file.CommandPalette })),
);
const KeyListener = lazy(() => import('./KeyListener.tsx').then((file) => ({ default: file.KeyListener })));
const ShortcutsSheet = lazy(() =>
  import('./ShortcutsSheet.tsx').then((file) => ({ default: file.ShortcutsSheet })),
);
const sidebar = storedChoice('candor-sidebar', ['shown', 'hidden']);

/** The sidebar at the left, or in a drawer under a slim bar where it is narrow; the page; what opens over it. */
export function ShellFrame() {
  const isRoomy = useMediaQuery('(min-width: 768px)');
  const isShown = sidebar.use() === 'shown';
  const path = useRouterState({ select: (state) => state.location.pathname });
  // the drawer belongs to the page it was opened on: going elsewhere closes it
  const [drawerPath, setDrawerPath] = useState<string | null>(null);
  const [over, setOver] = useState<'palette' | 'shortcuts' | null>(null);
  const shell = useShellActions({
    showOver: setOver,
    showSidebar: () => (isRoomy ? sidebar.set('shown') : setDrawerPath(path)),
    toggleSidebar: () => sidebar.set(isShown ? 'hidden' : 'shown'),
  });
  return (
    <ShellContext value={shell}>
      <div className="flex h-dvh max-md:flex-col">
        {!isRoomy && <TopBar onMenu={() => setDrawerPath(path)} />}
        {isRoomy && !isShown && <SidebarRail />}
        {isRoomy && isShown && (
          <aside aria-label="Sidebar" className="flex w-64 shrink-0 flex-col border-r border-line">
            <Sidebar onHide={shell.toggleSidebar} />
          </aside>
        )}
        {!isRoomy && drawerPath === path && (
          <Dialog title="Candor" shape="side" onClose={() => setDrawerPath(null)}>
            <Sidebar />
          </Dialog>
        )}
        <main className="flex min-h-0 min-w-0 flex-1 flex-col">
          <PageNotices />
          <Outlet />
        </main>
      </div>
      <Inspector />
      <Suspense>
        <KeyListener shell={shell} />
      </Suspense>
      <Suspense>
        {over === 'palette' && <CommandPalette onClose={() => setOver(null)} />}
        {over === 'shortcuts' && <ShortcutsSheet onClose={() => setOver(null)} />}
      </Suspense>
      <Toaster />
    </ShellContext>
  );
}
