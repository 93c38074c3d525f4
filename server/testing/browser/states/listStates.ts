import type { Page } from 'playwright-core';
import { goTo } from '../goTo.ts';
import type { PageState } from './PageState.ts';

async function calls(page: Page): Promise<void> {
  await goTo(page, '/calls');
  await page.getByRole('table', { name: 'Calls' }).getByRole('row').nth(3).waitFor();
}
async function reviews(page: Page): Promise<void> {
  await goTo(page, '/reviews');
  await page.getByRole('list', { name: 'Reviews' }).getByRole('listitem').nth(2).waitFor();
}
const inDialog = (page: Page, name: string) => page.getByRole('dialog', { name });

/** The two long lists, of calls and of reviews, and what opens from them. */
export const listStates: readonly PageState[] = [
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
  { name: 'reviews', enter: ({ page }) => reviews(page) },
  {
    name: 'reviews searched and narrowed',
    enter: async ({ page }) => {
      await goTo(page, '/reviews?terms=slow%20or%20crash&maxRating=2');
      await page.locator('mark').first().waitFor();
    },
  },
  {
    name: 'filter of reviews',
    enter: async ({ page }) => {
      await reviews(page);
      await page.getByRole('button', { name: 'Product', exact: true }).click();
      await page.getByRole('menuitemcheckbox').first().waitFor();
    },
  },
  {
    name: 'no review that matches',
    enter: async ({ page }) => {
      await goTo(page, '/reviews?terms=heliotrope');
      await page.getByText('No review matches these filters.').waitFor();
    },
  },
  {
    name: 'no review yet',
    enter: async ({ page }) => {
      await goTo(page, '/reviews?company=empty');
      await page.getByText('Nothing Yet has no reviews yet').waitFor();
    },
    leave: ({ page }) => goTo(page, '/reviews?company=comp-123'),
  },
  {
    name: 'review',
    enter: async ({ page }) => {
      await reviews(page);
      await page
        .getByRole('button', { name: /^Open review/ })
        .first()
        .click();
      await inDialog(page, 'Review')
        .getByText(/^Rated|\d/)
        .first()
        .waitFor();
    },
    leave: ({ page }) => goTo(page, '/reviews'),
  },
  {
    name: 'unknown review',
    enter: async ({ page }) => {
      await goTo(page, '/reviews?review=nowhere');
      await inDialog(page, 'Review').getByText('There is no such review').waitFor();
    },
    leave: ({ page }) => goTo(page, '/reviews'),
  },
  {
    name: 'imports',
    enter: async ({ page }) => {
      await goTo(page, '/reviews?company=acme-reviews');
      await page.getByRole('button', { name: 'Imports', exact: true }).click();
      await inDialog(page, 'Imports').getByText('2 added.').first().waitFor();
    },
  },
  {
    name: 'import about to be undone',
    enter: async ({ page }) => {
      await page.getByRole('button', { name: 'Imports', exact: true }).click();
      await inDialog(page, 'Imports').getByRole('button', { name: 'Undo import' }).first().click();
      await inDialog(page, 'Undo this import?').waitFor();
    },
    leave: ({ page }) => goTo(page, '/reviews?company=comp-123'),
  },
];
