import type { Page } from 'playwright-core';
import { goTo } from '../goTo.ts';
import type { PageState } from './PageState.ts';

async function calls(page: Page): Promise<void> {
  await goTo(page, '/calls');
  await page.getByRole('table', { name: 'Calls' }).getByRole('row').nth(3).waitFor();
}
const inDialog = (page: Page, name: string) => page.getByRole('dialog', { name });

/** The list of calls, and what opens from it. */
export const callStates: readonly PageState[] = [
  { name: 'calls', enter: ({ page }) => calls(page) },
  {
    name: 'calls narrowed',
    enter: async ({ page }) => {
      await goTo(page, '/calls?session=gaps&since=2026-01-01&role=Answer');
      await page.getByRole('button', { name: 'Any conversation' }).waitFor();
      await page.getByRole('button', { name: 'Any time' }).waitFor();
    },
  },
  {
    name: 'filter of calls',
    enter: async ({ page }) => {
      await calls(page);
      await page.getByRole('button', { name: 'Model', exact: true }).click();
      await page.getByRole('menuitemcheckbox').first().waitFor();
    },
  },
  {
    name: 'time of calls',
    enter: async ({ page }) => {
      await calls(page);
      await page.getByRole('button', { name: 'Time', exact: true }).click();
      await inDialog(page, 'Time').getByLabel('From').waitFor();
    },
  },
  {
    name: 'no call that matches',
    enter: async ({ page }) => {
      await goTo(page, '/calls?status=lost');
      await page.getByText('No call matches these filters.').waitFor();
    },
  },
  {
    name: 'no call yet',
    enter: async ({ page }) => {
      await goTo(page, '/calls?company=empty');
      await page.getByText('No call yet').waitFor();
    },
    leave: ({ page }) => goTo(page, '/calls?company=comp-123'),
  },
  {
    name: 'call',
    enter: async ({ page }) => {
      await calls(page);
      await page.getByRole('table').getByRole('row').nth(1).click();
      await inDialog(page, 'Call').getByRole('region', { name: 'Response' }).waitFor();
    },
    leave: ({ page }) => goTo(page, '/calls'),
  },
  {
    name: 'call sent again',
    enter: async ({ page }) => {
      await goTo(page, '/calls?session=gaps&role=Answer');
      await page.getByRole('table').getByRole('row').nth(1).click();
      await inDialog(page, 'Call').getByRole('button', { name: 'Send again' }).click();
      const side = inDialog(page, 'Call').getByRole('region', { name: 'The replay answered' });
      await side.getByLabel('Response text').waitFor();
      await side.scrollIntoViewIfNeeded();
    },
    leave: ({ page }) => goTo(page, '/calls'),
  },
  {
    name: 'failed call with a price',
    enter: async ({ page }) => {
      await goTo(page, '/calls?status=error');
      await page.getByRole('table').getByRole('row').nth(1).click();
      await inDialog(page, 'Call').getByText('The model is busy.').waitFor();
    },
    leave: ({ page }) => goTo(page, '/calls'),
  },
  {
    name: 'unknown call',
    enter: async ({ page }) => {
      await goTo(page, '/calls?call=00000000-0000-4000-8000-000000000000');
      await inDialog(page, 'Call').getByText('There is no such call').waitFor();
    },
    leave: ({ page }) => goTo(page, '/calls'),
  },
];
