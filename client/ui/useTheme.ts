import { useSyncExternalStore } from 'react';

const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Read by public/theme.js too, before the first paint. */
const storageKey = 'candor-theme';
const root = document.documentElement;
const watchers = new Set<() => void>();

const current = (): Theme => themes.find((theme) => theme === root.dataset['theme']) ?? 'system';

function show(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') root.dataset['theme'] = theme;
  else delete root.dataset['theme'];
  for (const tell of watchers) tell();
}

/** Shows a theme, and remembers it where the browser lets us. */
export function setTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, theme);
  } catch {
    // storage is forbidden here: it holds until the page goes
  }
  show(theme);
}

/** Light if it is dark now, dark if it is light, whoever decided that. */
export function toggleTheme(): void {
  const theme = current();
  const isDark = theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
  setTheme(isDark ? 'light' : 'dark');
}

// another tab of this browser chose
addEventListener('storage', (event) => event.key === storageKey && show(event.newValue));

/** The theme that was chosen; `system` follows the machine. */
export function useTheme(): Theme {
  return useSyncExternalStore((tell) => {
    watchers.add(tell);
    return () => watchers.delete(tell);
  }, current);
}
