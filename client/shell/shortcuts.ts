import { toggleTheme } from '../ui/theme.ts';
import { pages } from './pages.ts';
import type { ShellActions } from './ShellContext.ts';

interface Shortcut {
  /** As tinykeys writes them. */
  keys: string;
  label: string;
  group: 'Anywhere' | 'Go to' | 'Conversations' | 'Writing';
  /** Absent where the part of the page that has the focus hears the key itself. */
  run?: (shell: ShellActions) => void;
}

/** Every key that does something; what listens to keys and the sheet that explains them both read this list. */
export const shortcuts: readonly Shortcut[] = [
  { keys: '$mod+k', label: 'Find anything', group: 'Anywhere', run: (shell) => shell.openPalette() },
  { keys: '?', label: 'Show the keys', group: 'Anywhere', run: (shell) => shell.openShortcuts() },
  { keys: '[', label: 'Show or hide the sidebar', group: 'Anywhere', run: (shell) => shell.toggleSidebar() },
  { keys: 't', label: 'Light or dark', group: 'Anywhere', run: toggleTheme },
  { keys: 'Escape', label: 'Close what is open, else stop the answer', group: 'Anywhere' },
  ...pages.map(({ to, label, keys }) => ({
    keys,
    label,
    group: 'Go to' as const,
    run: (shell: ShellActions) => shell.goTo(to),
  })),
  { keys: 'n', label: 'New conversation', group: 'Conversations', run: (shell) => shell.newConversation() },
  {
    keys: '/',
    label: 'Search conversations',
    group: 'Conversations',
    run: (shell) => shell.searchConversations(),
  },
  { keys: 'j', label: 'Next in the list', group: 'Conversations', run: (shell) => shell.moveBy(1) },
  { keys: 'k', label: 'Previous in the list', group: 'Conversations', run: (shell) => shell.moveBy(-1) },
  { keys: 'Enter', label: 'Send the question', group: 'Writing' },
  { keys: 'Shift+Enter', label: 'Begin a new line', group: 'Writing' },
];
