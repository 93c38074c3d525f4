import type { Page } from 'playwright-core';
import { answerIsOver } from '../askOnPage.ts';
import { goTo } from '../goTo.ts';
import type { PageState, Stage } from './PageState.ts';

async function conversation({ page }: Pick<Stage, 'page'>, sessionId: string): Promise<void> {
  await goTo(page, `/s/${sessionId}`);
  await answerIsOver(page);
}
/** The steps: beside the answer, or below it where they have to be unfolded. */
async function steps(stage: Stage, sessionId: string): Promise<void> {
  await conversation(stage, sessionId);
  const folded = stage.page.getByRole('article').last().locator('details:not([open]) > summary');
  // what was unfolded stays so
  if (stage.isNarrow && (await folded.getByText('Steps', { exact: true }).count()) > 0)
    await folded.getByText('Steps', { exact: true }).click();
  await stage.page.getByRole('tree').waitFor();
}
const answer = (page: Page) => page.getByRole('article').last();

/** A conversation whose answers are over, and everything that opens from them. */
export const conversationStates: readonly PageState[] = [
  { name: 'answer', enter: (stage) => conversation(stage, 'gaps') },
  {
    name: 'question being edited',
    enter: async (stage) => {
      await conversation(stage, 'gaps');
      await stage.page.getByRole('button', { name: 'Edit the question' }).click();
      await stage.page.getByRole('textbox', { name: 'Edit the question' }).waitFor();
    },
    leave: ({ page }) => page.getByRole('textbox', { name: 'Edit the question' }).press('Escape'),
  },
  {
    name: 'source of a citation',
    enter: async (stage) => {
      await conversation(stage, 'gaps');
      await answer(stage.page).locator('[data-cite]').first().click();
      if (stage.isNarrow) await stage.page.getByRole('dialog', { name: /^Review \d+$/ }).waitFor();
      else await stage.page.locator('[role=tabpanel] [aria-current]').waitFor();
    },
  },
  {
    name: 'sources of an answer',
    only: 'narrow',
    enter: async (stage) => {
      await conversation(stage, 'gaps');
      await answer(stage.page)
        .getByRole('button', { name: /^Sources \(/ })
        .click();
      await stage.page.getByRole('dialog', { name: 'Sources' }).getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'reviews behind a count',
    enter: async (stage) => {
      await conversation(stage, 'gaps');
      await answer(stage.page).locator('button[data-figure]').first().click();
      await stage.page.getByRole('list', { name: 'Reviews counted' }).getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'answer proved',
    enter: async (stage) => {
      await conversation(stage, 'gaps');
      await answer(stage.page).getByRole('button', { name: 'Prove it' }).click();
      await stage.page.getByRole('dialog', { name: 'Prove it' }).getByRole('table').waitFor();
    },
  },
  {
    name: 'older version of an answer',
    enter: async (stage) => {
      await conversation(stage, 'versions');
      await stage.page.getByRole('button', { name: 'Earlier version' }).click();
      await stage.page.getByText('1 / 2', { exact: true }).waitFor();
    },
  },
  {
    name: 'tree unfolded',
    enter: async (stage) => {
      await steps(stage, 'gaps');
      await stage.page.getByRole('button', { name: 'Unfold all' }).click();
      await stage.page.getByRole('button', { name: 'Fold all' }).waitFor();
    },
  },
  {
    name: 'call of a tree',
    enter: async (stage) => {
      await steps(stage, 'gaps');
      await stage.page.getByRole('treeitem', { name: /offline\/writer/ }).click();
      await stage.page
        .getByRole('dialog', { name: 'Call' })
        .getByRole('region', { name: 'Response' })
        .waitFor();
    },
    leave: ({ page }) => goTo(page, '/s/gaps'),
  },
  {
    name: 'replay',
    enter: async (stage) => {
      await steps(stage, 'gaps');
      await stage.page.getByRole('button', { name: 'Replay', exact: true }).click();
      const replay = stage.page.getByRole('group', { name: 'Replay' });
      await replay.getByRole('button', { name: 'Pause' }).click();
      await replay.getByRole('slider', { name: 'Moment' }).press('ArrowRight');
    },
    leave: ({ page }) => page.getByRole('button', { name: 'Close the replay' }).click(),
  },
  {
    name: 'unknown answer',
    enter: (stage) => conversation(stage, 'gaps?run=00000000-0000-4000-8000-000000000000'),
  },
  {
    name: 'unknown conversation',
    enter: async ({ page }) => {
      await goTo(page, '/s/nowhere');
      await page.getByRole('heading', { name: 'There is no such conversation' }).waitFor();
    },
  },
];
