import { goTo } from '../goTo.ts';
import type { PageState, Stage } from './PageState.ts';

async function settings({ page }: Stage): Promise<void> {
  await goTo(page, '/settings');
  await page.getByRole('heading', { name: 'This Candor' }).waitFor();
}
const writer = ({ page }: Stage) => page.getByRole('listitem', { name: 'Answer' });

/** What there is only with a model that can be slow, fail and be chosen. */
export const modelStates: readonly PageState[] = [
  {
    name: 'answer being written',
    enter: async ({ page, isNarrow }) => {
      await goTo(page, '/s/streaming');
      await page.getByText('and a third wait for').waitFor();
      if (isNarrow) await page.getByText('Steps so far').click();
    },
  },
  {
    name: 'conversation under way in the sidebar',
    only: 'narrow',
    enter: async ({ page }) => {
      await goTo(page, '/s/stopped');
      await page.getByText(/^Stopped after/).waitFor();
      await page.getByRole('button', { name: 'Conversations and pages' }).click();
      await page.getByRole('region', { name: 'Conversations' }).getByRole('listitem').nth(3).waitFor();
    },
  },
  {
    name: 'answer that was stopped',
    enter: async ({ page }) => {
      await goTo(page, '/s/stopped');
      await page.getByText(/^Stopped after .*, price not known\.$/).waitFor();
    },
  },
  {
    name: 'answer that failed',
    enter: async ({ page }) => {
      await goTo(page, '/s/failed');
      await page.getByText(/^Incident/).waitFor();
    },
  },
  {
    name: 'answer that was cut at the limit',
    enter: async ({ page }) => {
      await goTo(page, '/s/cut');
      await page.getByRole('article').getByText('Cut at the token limit').first().waitFor();
    },
  },
  { name: 'settings', enter: settings },
  {
    name: 'model being chosen',
    enter: async (stage) => {
      await settings(stage);
      await writer(stage).getByRole('combobox').click();
      await stage.page.getByRole('option').nth(2).waitFor();
    },
  },
  {
    name: 'model that is not offered',
    enter: async (stage) => {
      await settings(stage);
      await writer(stage).getByRole('combobox').fill('gpt-nope');
      await writer(stage).getByRole('combobox').blur();
      await writer(stage).getByText('does not offer a model named gpt-nope.').waitFor();
    },
  },
  {
    name: 'model tried',
    enter: async (stage) => {
      await settings(stage);
      await writer(stage).getByRole('button', { name: 'Test Answer' }).click();
      await writer(stage).getByText('Loud and clear.').waitFor();
      const planner = stage.page.getByRole('listitem', { name: 'Query Planning' });
      await planner.getByRole('button', { name: 'Test Query Planning' }).click();
      await planner.getByRole('status').getByText(/key/).waitFor();
    },
  },
];
