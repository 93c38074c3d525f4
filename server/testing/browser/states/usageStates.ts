import type { Page } from 'playwright-core';
import { goTo } from '../goTo.ts';
import type { PageState } from './PageState.ts';

async function usage(page: Page, query = ''): Promise<void> {
  await goTo(page, `/usage?range=30d${query}`);
  await page.getByRole('region', { name: 'How long calls take' }).getByRole('application').waitFor();
  await page.getByRole('table', { name: 'Dearest questions' }).waitFor();
}

/** The page of what was used, for a company that used much. */
export const usageStates: readonly PageState[] = [
  { name: 'usage', enter: ({ page }) => usage(page) },
  {
    name: 'usage narrowed, with a bar pointed at by keyboard',
    enter: async ({ page }) => {
      await usage(page, '&model=openai%2Fgpt-5&by=role');
      const chart = page.getByRole('region', { name: 'Cost over time' });
      await chart.getByRole('application').focus();
      await page.keyboard.press('ArrowRight');
      await chart.getByText(/^\w+ \d+, \d{4}/).waitFor();
    },
  },
  {
    name: 'usage as tables',
    enter: async ({ page }) => {
      await usage(page, '&by=user');
      const charts = page.getByRole('button', { name: 'Table', pressed: false });
      while ((await charts.count()) > 0) await charts.first().click();
      await page.getByRole('region', { name: 'How long calls take, as a table' }).waitFor();
    },
    leave: async ({ page }) => {
      await goTo(page, '/calls');
      await page.getByRole('table', { name: 'Calls' }).waitFor();
    },
  },
  {
    name: 'days of usage',
    enter: async ({ page }) => {
      await usage(page);
      await page.getByRole('button', { name: 'Days', exact: true }).click();
      await page.getByRole('dialog', { name: 'Days' }).getByLabel('From').waitFor();
    },
  },
  {
    name: 'no usage in this time',
    enter: async ({ page }) => {
      await goTo(page, '/usage?since=2026-01-01&until=2026-01-02&user=ann');
      await page.getByText('No call in this time with these filters').waitFor();
    },
  },
  {
    name: 'usage of the future',
    enter: async ({ page }) => {
      await goTo(page, '/usage?since=2199-01-01');
      await page.getByText('Choose a beginning that has passed.').waitFor();
    },
  },
];
