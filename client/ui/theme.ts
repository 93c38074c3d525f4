import { storedChoice } from './storedChoice.ts';

/** Which colours: the machine's choice, or the person's own. `public/theme.js` sets it before the first paint. */
export const theme = storedChoice('candor-theme', ['system', 'light', 'dark'], (chosen) => {
  const { dataset } = document.documentElement;
  if (chosen === 'system') delete dataset['theme'];
  else dataset['theme'] = chosen;
});

/** Light if it is dark now, dark if it is light, whoever decided that. */
export function toggleTheme(): void {
  const chosen = theme.get();
  const isDark = chosen === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
  theme.set(isDark ? 'light' : 'dark');
}
