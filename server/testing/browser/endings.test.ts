import { expect, test } from 'vitest';
import { startCutProxy } from '#server/testing/cutProxy.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { fails, hangsAfter, says } from '#server/testing/scriptStep.ts';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();

test('Esc stops, keeps the text, and asking again makes a new answer', async () => {
  await using model = await scriptedModel([hangsAfter('One moment'), says('Here it is.')]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, complaints } = browser;
  await askOnPage(page, 'Hello');
  await page.getByText('One moment').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(/^Stopped after [\d.]+ m?s, call 1 cut, ≈ [\d,]+ tokens, ≈ \$0\.\d+\.$/).waitFor();
  expect(await page.getByText('One moment').isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.getByText('Here it is.').waitFor();
  expect(await page.getByRole('group', { name: 'Versions' }).textContent()).toBe('2 / 2');
  await page.getByRole('button', { name: 'Earlier version' }).click();
  await page.getByText('One moment').waitFor();
  model.assertDone();
  expect(complaints).toEqual([]);
});

test('a failure says what happened in plain words, with its incident, and can be tried again', async () => {
  await using model = await scriptedModel([fails(400), says('Now it works.')]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, complaints } = browser;
  await askOnPage(page, 'Hello');
  const notice = page.getByRole('article').getByRole('alert');
  await notice.getByText(/^Incident [\w-]+$/).waitFor();
  expect(await notice.textContent()).not.toMatch(/at .*\.ts|127\.0\.0\.1/);
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.getByText('Now it works.').waitFor();
  expect(complaints).toEqual([]);
});

test('an answer that was cut at the token limit says so', async () => {
  await using model = await scriptedModel([{ ...says('As I was'), finishReason: 'length' }]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  await askOnPage(browser.page, 'Hello');
  await browser.page.getByText('Cut at the token limit').first().waitFor();
  expect(browser.complaints).toEqual([]);
});

test('a question whose response is lost, on a second Enter and after a reload, is one run', async () => {
  await using browser = await pageUnderTest(chromium(), { env: { OFFLINE_PACE: '0' } });
  const { page, complaints } = browser;
  let lost = 0;
  const enteredTwice = Promise.withResolvers<void>();
  await page.route('**/trpc/chat.send', async (route) => {
    await route.fetch();
    lost += 1;
    await enteredTwice.promise;
    await route.abort();
  });
  await askOnPage(page, 'Hello');
  await page.keyboard.press('Enter');
  enteredTwice.resolve();
  await page.getByText('Candor cannot be reached').waitFor();
  expect(lost).toBe(4);
  await page.unroute('**/trpc/chat.send');
  await page.reload();
  const composer = page.getByRole('textbox', { name: 'Your question' });
  expect(await composer.inputValue()).toBe('Hello');
  await composer.press('Enter');
  await answerIsOver(page);
  expect(await page.getByRole('region', { name: 'Conversations' }).getByRole('listitem').count()).toBe(1);
  expect(complaints.filter((complaint) => !complaint.includes('ERR_FAILED'))).toEqual([]);
});

test('a lost connection is mended without losing a word', async () => {
  await using model = await scriptedModel([{ ...says('First part'), ending: 'hang' }]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  await using proxy = await startCutProxy(Number(new URL(browser.app.url).port));
  const { page } = browser;
  await page.goto(`http://127.0.0.1:${proxy.port}/`);
  await askOnPage(page, 'Hello');
  await page.getByText('First part').waitFor();
  proxy.script(Array.from({ length: 6 }, () => ({ rst: true })));
  proxy.cutAll();
  await page.getByText('Reconnecting…').waitFor();
  await page.getByText('Reconnecting…').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText(/^Stopped after/).waitFor();
  expect(await page.getByText('First part').count()).toBe(1);
});
