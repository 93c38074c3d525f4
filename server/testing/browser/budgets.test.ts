import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { says } from '#server/testing/scriptStep.ts';
import { askOnPage } from './askOnPage.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';
import { budgetStates } from './states/budgetStates.ts';
import { lookAtStates } from './states/lookAtStates.ts';

const chromium = browserOfFile();

test('a budget is made, watched, reached and warned of, refuses, is ended and taken back', async () => {
  await using model = await scriptedModel([says('Hi.')]);
  await using browser = await pageUnderTest(chromium(), {
    modelUrl: model.url,
    env: { MODEL: 'house/llama' },
  });
  const { page, complaints } = browser;
  await page.getByRole('link', { name: 'Budgets' }).click();
  await page.getByRole('button', { name: 'New budget' }).click();
  const dialog = page.getByRole('dialog', { name: 'New budget' });
  await dialog.getByRole('button', { name: 'Tokens' }).click();
  await dialog.getByRole('textbox', { name: 'Limit in tokens' }).fill('8,000');
  await dialog.getByRole('textbox', { name: 'Warn at, percent' }).fill('1');
  await dialog.getByRole('button', { name: 'Make the budget' }).click();
  const budget = page.getByRole('listitem', { name: 'The whole company: 8,000 tokens a month' });
  await budget.getByText('Nothing was used in this window yet.').waitFor();

  await page.getByRole('link', { name: 'New conversation' }).click();
  await askOnPage(page, 'Hello');
  await page.getByText(/^1 % of a budget is used/).waitFor();
  await page.getByText(/of 8,000 tokens left for the company/).waitFor();

  await page.getByRole('link', { name: 'Budgets' }).click();
  await budget.getByText('Warned at 1 %').waitFor();
  await budget.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('textbox', { name: 'Limit in tokens' }).fill('100');
  await page.getByRole('button', { name: 'Save' }).click();
  const tight = page.getByRole('listitem', { name: 'The whole company: 100 tokens a month' });
  await tight.waitFor();

  await page.getByRole('link', { name: 'New conversation' }).click();
  await page.getByRole('textbox', { name: 'Your question' }).fill('Thanks');
  await page.getByRole('button', { name: 'Send' }).click();
  await page
    .getByText(/This question may take .* tokens, but .* left: the company may use 100 tokens/)
    .waitFor();

  await page.getByRole('link', { name: 'Budgets' }).click();
  await tight.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
  await page.getByText('Nothing is limited').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await tight.waitFor();
  model.assertDone();
  expect(complaints.filter((complaint) => !complaint.includes('status of 429'))).toEqual([]);
});

test('budgets and prices are free of barriers, in light and dark, on a wide and a narrow screen', async () => {
  await using model = await scriptedModel([says('Hi.')]);
  await using browser = await pageUnderTest(
    chromium(),
    { modelUrl: model.url, env: { MODEL: 'house/llama' } },
    { reducedMotion: 'reduce' },
  );
  const { page, app, complaints } = browser;
  const client = createCandorClient({ url: app.url });
  await sql`insert into companies (id, name) values ('empty', 'Nothing Yet')`.execute(
    app.database.em.fork().getKysely(),
  );
  await client.chat.ask.mutate({ message: 'Hello' });
  await client.prices.set.mutate({ model: 'house/llama', inputUsdPerMtok: 0.1, outputUsdPerMtok: 0.4 });
  const terms = { measure: 'tokens', hard: true, limit: 500_000 } as const;
  await client.budgets.make.mutate({ ...terms, scope: 'company', window: 'month' });
  await client.budgets.make.mutate({ ...terms, scope: 'user', window: 'day', hard: false, limit: 100 });
  await page.reload();
  const looks = await lookAtStates(page, budgetStates);
  expect(looks.faults).toEqual([]);
  expect(complaints).toEqual([]);
}, 600_000);
