import { Outlet } from '@tanstack/react-router';
import { ImportReviews } from '../reviews/ImportReviews.tsx';
import { Toaster } from '../ui/Toaster.tsx';
import { Inspector } from './Inspector.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import { Sidebar } from './Sidebar.tsx';
import { TopBar } from './TopBar.tsx';

/** What every page has around it: the bar at the top, the conversations at the left, the engine's banner, the import. */
export function Shell() {
  return (
    <ImportReviews>
      <div className="flex h-dvh flex-col">
        <TopBar />
        <OfflineBanner />
        <div className="flex min-h-0 flex-1">
          <nav
            aria-label="Conversations"
            className="hidden w-60 shrink-0 overflow-y-auto border-r border-line px-2 py-3 md:block"
          >
            <Sidebar />
          </nav>
          <main className="flex min-h-0 min-w-0 flex-1 flex-col">
            <Outlet />
          </main>
        </div>
      </div>
      <Inspector />
      <Toaster />
    </ImportReviews>
  );
}
