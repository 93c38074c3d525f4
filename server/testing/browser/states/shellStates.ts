import type { Page } from 'playwright-core';
import { goTo } from '../goTo.ts';
import type { PageState, Stage } from './PageState.ts';

const conversations = (page: Page) => page.getByRole('region', { name: 'Conversations' });

/** To a page whose sidebar can be seen: on a narrow screen, in its drawer. */
async function withSidebar({ page, isNarrow }: Stage): Promise<void> {
  await goTo(page, '/settings');
  await page.getByRole('heading', { name: 'This Candor' }).waitFor();
  if (isNarrow) await page.getByRole('button', { name: 'Conversations and pages' }).click();
  await conversations(page).getByRole('listitem').first().waitFor();
}

async function optionsOf(stage: Stage, title: string): Promise<void> {
  await withSidebar(stage);
  await stage.page.getByRole('button', { name: `Options of ${title}` }).focus();
  await stage.page.keyboard.press('Enter');
  await stage.page.getByRole('menuitem', { name: 'Rename' }).waitFor();
}

/** What is around every page, and what opens over it from anywhere. */
export const shellStates: readonly PageState[] = [
  { name: 'sidebar drawer', only: 'narrow', enter: withSidebar },
  {
    name: 'sidebar hidden',
    only: 'wide',
    enter: async ({ page }) => {
      await page.getByRole('button', { name: 'Hide the sidebar' }).click();
      await page.getByRole('button', { name: 'Show the sidebar' }).waitFor();
    },
    leave: ({ page }) => page.getByRole('button', { name: 'Show the sidebar' }).click(),
  },
  {
    name: 'conversations searched without a match',
    enter: async (stage) => {
      await withSidebar(stage);
      await stage.page.getByRole('searchbox', { name: 'Search conversations' }).fill('heliotrope');
      await stage.page.getByText('No conversation has these words').waitFor();
    },
    leave: ({ page }) => page.getByRole('searchbox', { name: 'Search conversations' }).fill(''),
  },
  { name: 'options of a conversation', enter: (stage) => optionsOf(stage, 'Hello') },
  {
    name: 'conversation being renamed',
    enter: async (stage) => {
      await optionsOf(stage, 'Hello');
      await stage.page.getByRole('menuitem', { name: 'Rename' }).click();
      await stage.page.getByRole('textbox', { name: 'Title of the conversation' }).waitFor();
    },
    leave: ({ page }) => page.getByRole('textbox', { name: 'Title of the conversation' }).press('Escape'),
  },
  {
    name: 'conversation deleted, with its undo',
    enter: async (stage) => {
      await optionsOf(stage, 'Thanks');
      await stage.page.getByRole('menuitem', { name: 'Delete' }).click();
      await stage.page.getByText('“Thanks” was deleted.').waitFor();
    },
    leave: async ({ page }) => {
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('“Thanks” was deleted.').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'company menu',
    enter: async (stage) => {
      await withSidebar(stage);
      await stage.page.getByRole('button', { name: /^Company:/ }).click();
      await stage.page.getByRole('menuitem', { name: 'Import reviews' }).waitFor();
    },
  },
  {
    name: 'palette',
    enter: async ({ page }) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('option', { name: 'Hello' }).waitFor();
    },
  },
  {
    name: 'palette without a match',
    enter: async ({ page }) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Find anything' }).fill('heliotrope');
      await page.getByText('Nothing here has these words in it.').waitFor();
    },
  },
  {
    name: 'sheet of keys',
    enter: async ({ page }) => {
      await page.keyboard.press('?');
      await page
        .getByRole('dialog', { name: 'Keyboard shortcuts' })
        .getByText('Search conversations')
        .waitFor();
    },
  },
  {
    name: 'unknown page',
    enter: async ({ page }) => {
      await goTo(page, '/nowhere');
      await page.getByText('There is no such page').last().waitFor();
    },
  },
];
