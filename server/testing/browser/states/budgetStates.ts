import { goTo } from '../goTo.ts';
import type { PageState, Stage } from './PageState.ts';

async function budgets({ page }: Stage): Promise<void> {
  await goTo(page, '/budgets');
  await page.getByRole('heading', { name: 'The whole company', exact: false }).first().waitFor();
}

async function prices({ page }: Stage): Promise<void> {
  await goTo(page, '/prices');
  await page.getByRole('heading', { name: 'house/llama' }).waitFor();
}

/** The pages of budgets and prices. */
export const budgetStates: readonly PageState[] = [
  {
    name: 'budgets of nobody yet',
    enter: async ({ page }) => {
      await goTo(page, '/budgets?company=empty');
      await page.getByText('Nothing is limited').waitFor();
    },
    leave: ({ page }) => goTo(page, '/budgets?company=comp-123'),
  },
  {
    name: 'budgets with burn-down',
    enter: async (stage) => {
      await budgets(stage);
      await stage.page.getByRole('button', { name: 'Burn-down', expanded: false }).first().click();
      await stage.page.getByRole('img', { name: /left$/ }).waitFor();
    },
  },
  {
    name: 'budget being made, with a mistake',
    enter: async (stage) => {
      await budgets(stage);
      await stage.page.getByRole('button', { name: 'New budget' }).click();
      await stage.page.getByRole('button', { name: 'Make the budget' }).click();
      await stage.page.getByText('Dollars, such as 25').waitFor();
    },
  },
  { name: 'prices', enter: prices },
  {
    name: 'own price being set',
    enter: async (stage) => {
      await prices(stage);
      await stage.page.getByRole('button', { name: 'Set own price of house/llama' }).click();
      await stage.page.getByRole('button', { name: 'Set the price' }).click();
      await stage.page.getByText('Dollars, such as 0.25').first().waitFor();
    },
  },
  {
    name: 'what is left, beside the question',
    enter: async ({ page }) => {
      await goTo(page, '/');
      await page.getByRole('textbox', { name: 'Your question' }).fill('Half a question');
      await page.getByText(/planned for you/).waitFor();
    },
  },
];
