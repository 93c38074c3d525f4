import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { fails, says } from '#server/testing/scriptStep.ts';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { barriers } from './barriers.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
const listed = ['llama3.2:latest', 'qwen3:8b', 'qwen3:32b'];

test('a role gets a listed model, is tried, answers with it, and goes back to the standard one', async () => {
  await using model = await scriptedModel([says('Loud and clear.'), says('Hi.'), fails(401)], listed);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, app, complaints } = browser;
  await page.goto(`${app.url}/settings`);
  const writer = page.getByRole('listitem', { name: 'Answer' });
  const choice = writer.getByRole('combobox', { name: 'Model for Answer' });
  expect(await choice.inputValue()).toBe('llama3.2:latest');
  await choice.click();
  await page.getByRole('option').nth(2).waitFor();
  await choice.fill('8b');
  await page.getByRole('option', { name: 'qwen3:8b' }).click();
  await writer.getByText('Standard: llama3.2:latest').waitFor();
  expect(await choice.inputValue()).toBe('qwen3:8b');

  await writer.getByRole('button', { name: 'Test Answer' }).click();
  await writer.getByText('Loud and clear.').waitFor();
  expect(await writer.getByRole('status').innerText()).toMatch(/qwen3:8b[\s\S]*tokens?[\s\S]*m?s/);
  expect(await barriers(page)).toEqual([]);
  await writer.getByRole('link', { name: 'See the call' }).click();
  await page.getByRole('dialog').getByText('Loud and clear.').first().waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'New conversation' }).click();
  await askOnPage(page, 'Hello');
  await answerIsOver(page);
  expect(model.requests.map((request) => request.model)).toEqual(['qwen3:8b', 'qwen3:8b']);

  await page.getByRole('link', { name: 'Settings' }).click();
  await writer.getByRole('button', { name: 'Use the standard model' }).click();
  await writer.getByText('This is the standard model.').waitFor();
  expect(await choice.inputValue()).toBe('llama3.2:latest');
  await writer.getByRole('button', { name: 'Test Answer' }).click();
  await writer.getByRole('status').getByText(/key/).waitFor();
  model.assertDone();
  expect(complaints).toEqual([]);
});

test('a model that is not offered is refused, and the one in force stays', async () => {
  await using model = await scriptedModel([], listed);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, app } = browser;
  await page.goto(`${app.url}/settings`);
  const writer = page.getByRole('listitem', { name: 'Answer' });
  const choice = writer.getByRole('combobox', { name: 'Model for Answer' });
  await choice.fill('gpt-nope');
  await choice.blur();
  await writer.getByText('does not offer a model named gpt-nope.').waitFor();
  // the list is gone with the field, or it would lie over what is said below
  await expect.poll(() => page.getByRole('option').count()).toBe(0);
  await expect.poll(() => choice.inputValue()).toBe('llama3.2:latest');
});

test('without a model the settings say how to connect one, and the built-in engine can be tried', async () => {
  await using browser = await pageUnderTest(chromium(), { env: { OFFLINE_PACE: '0' } });
  const { page, app, complaints } = browser;
  await page.goto(`${app.url}/settings`);
  await page.getByRole('main').getByText('No language model is connected.').waitFor();
  expect(await page.getByRole('combobox', { name: /^Model for/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Test Query Planning' }).click();
  await page.getByRole('link', { name: 'See the call' }).waitFor();
  expect(complaints).toEqual([]);
});

test('texts are kept for so many days: what would go is told first, then it goes, and the conversation says so', {
  timeout: 90_000,
}, async () => {
  await using browser = await pageUnderTest(chromium(), { env: { OFFLINE_PACE: '0' } });
  const { page, app, complaints } = browser;
  await page.goto(app.url);
  await askOnPage(page, 'Hello');
  await answerIsOver(page);
  const conversation = page.url();
  await sql`update runs set created_at = created_at - interval '40 days', ended_at = ended_at - interval '40 days'`.execute(
    app.database.em.getKysely(),
  );

  await page.getByRole('link', { name: 'Settings' }).click();
  const texts = page.getByRole('region', { name: 'Texts' });
  await texts.getByText('Texts are kept for ever.').waitFor();
  const days = texts.getByLabel('Days to keep texts');
  await days.fill('1.5');
  await texts.getByText('A whole number of days from 1 to 3,650, or empty').waitFor();
  await days.fill('50');
  await texts.getByText('Nothing is that old yet.').waitFor();
  await days.fill('30');
  await texts
    .getByText(/1 question, 2 messages, 1 model call and \d+ logged events would lose their texts now/)
    .waitFor();
  expect(await barriers(page)).toEqual([]);
  await texts.getByRole('button', { name: 'Keep texts for 30 days' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Remove texts older than 30 days?' });
  await dialog.getByText('What is removed cannot be brought back.').waitFor();
  await dialog.getByRole('button', { name: 'Remove what is older than 30 days' }).press('Enter');
  await texts.getByText(/Last round on .*: 1 question, 2 messages/).waitFor({ timeout: 30_000 });

  await page.goto(conversation);
  await page
    .getByText(/^The texts of this question and its answer were removed on .*, as .* keeps them 30 days\.$/)
    .waitFor();
  await page.getByRole('treeitem', { name: /Answer/ }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('link', { name: '1 call' }).click();
  await page.getByRole('cell', { name: 'Removed' }).waitFor();
  await page.keyboard.press('Enter');
  expect(complaints).toEqual([]);
});
