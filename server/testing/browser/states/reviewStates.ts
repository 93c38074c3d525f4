import type { Page } from 'playwright-core';
import { goTo } from '../goTo.ts';
import type { PageState } from './PageState.ts';

async function reviews(page: Page): Promise<void> {
  await goTo(page, '/reviews');
  await page.getByRole('list', { name: 'Reviews' }).getByRole('listitem').nth(2).waitFor();
}
const inDialog = (page: Page, name: string) => page.getByRole('dialog', { name });

/** The list of reviews, and what opens from it. */
export const reviewStates: readonly PageState[] = [
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
