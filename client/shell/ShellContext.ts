import { createContext, use } from 'react';
import type { PagePath } from './pages.ts';

/** What can be done from anywhere on the page: by a button, by a key, from the palette. */
export interface ShellActions {
  openPalette: () => void;
  openShortcuts: () => void;
  newConversation: () => void;
  importReviews: () => void;
  searchConversations: () => void;
  goTo: (page: PagePath) => void;
  /** To the conversation below (1) or above (-1) the open one. */
  moveBy: (step: 1 | -1) => void;
  toggleSidebar: () => void;
}

export const ShellContext = createContext<ShellActions | null>(null);

/** The page's actions; only inside the shell. */
export function useShell(): ShellActions {
  const actions = use(ShellContext);
  if (!actions) throw new Error('useShell is used outside the shell.');
  return actions;
}
