import { becomeOld } from '../becomeOld.ts';
import { goTo } from '../goTo.ts';
import type { PageState } from './PageState.ts';

/** What is shown while the server cannot be reached, or is newer than the page. */
export const troubleStates: readonly PageState[] = [
  {
    name: 'no connection',
    enter: async ({ page }) => {
      await goTo(page, '/');
      await page.route('**/trpc/**', (route) => route.abort());
      await page.evaluate(() => dispatchEvent(new Event('offline')));
      await page.getByText('No connection to Candor. Trying again…').waitFor();
    },
    leave: async ({ page }) => {
      await page.unroute('**/trpc/**');
      await page.getByText('No connection to Candor. Trying again…').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'calls that could not be loaded',
    enter: async ({ page, isNarrow }) => {
      await page.route('**/trpc/calls.list*', (route) => route.abort());
      await goTo(page, `/calls?user=${isNarrow ? 'someone' : 'anyone'}`);
      await page.getByText('The server does not answer. The calls could not be loaded.').waitFor();
    },
    leave: ({ page }) => page.unroute('**/trpc/calls.list*'),
  },
  {
    name: 'question that waits for the server',
    enter: async ({ page }) => {
      await goTo(page, '/');
      await page.route('**/trpc/chat.send*', (route) => route.abort());
      await page.getByRole('textbox', { name: 'Your question' }).fill('Hello');
      await page.keyboard.press('Enter');
      await page.getByText('Your question is kept').waitFor();
    },
    leave: async ({ page }) => {
      await page.getByRole('button', { name: 'Do not send' }).click();
      await page.getByText('Your question is kept').waitFor({ state: 'detached' });
      await page.unroute('**/trpc/chat.send*');
      await page.getByRole('textbox', { name: 'Your question' }).fill('');
    },
  },
  {
    name: 'newer version of the page',
    enter: async ({ page }) => {
      await becomeOld(page);
    },
    leave: async ({ page }) => {
      await page.unroute('**/trpc/system.status*');
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await page.getByText('Candor was updated.').waitFor({ state: 'detached' });
    },
  },
];
