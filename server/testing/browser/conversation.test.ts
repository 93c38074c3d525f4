import { expect, test, vi } from 'vitest';
import { startCutProxy } from '#server/testing/cutProxy.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { fails, hangsAfter, says } from '#server/testing/scriptStep.ts';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const question = 'What are the top product gaps from negative reviews?';

test('a question shows its steps and its answer as they are made, and what they took', async () => {
  await using browser = await pageUnderTest();
  const { page, complaints } = browser;
  await page.getByRole('button', { name: question }).click();
  await page.getByRole('heading', { name: question, level: 2 }).waitFor();
  await page.getByText('Retrieving data...').waitFor();
  await vi.waitFor(async () => expect(await page.title()).toMatch(/^● /));

  const tree = page.getByRole('region', { name: 'Execution tree' });
  const steps = ['Query Planning', 'RAG Retrieval', 'Data Analysis', 'Answer'];
  for (const name of steps) await tree.getByRole('heading', { name, exact: true }).waitFor();
  await tree.getByText(/^≈ [\d,]+ in, \d+ out$/).waitFor();

  await answerIsOver(page);
  expect(await page.title()).toBe(`${question} · Candor`);
  expect(await tree.getByRole('heading', { level: 4 }).allTextContents()).toEqual(steps);
  const footer = await page
    .getByRole('article')
    .getByText(/tokens/)
    .textContent();
  expect(footer).toMatch(/^4 calls · [\d,]+ tokens · [\d.]+ m?s · \$0$/);
  const tokens = /([\d,]+) tokens/.exec(footer ?? '')?.[1];
  expect(await tree.getByText(/4 LLM calls/).textContent()).toContain(`${tokens} tokens`);
  expect(complaints).toEqual([]);
});

test('a citation opens the review it names, and Esc closes it', async () => {
  await using browser = await pageUnderTest({ env: { OFFLINE_PACE: '0' } });
  const { page, complaints } = browser;
  await askOnPage(page, question);
  await answerIsOver(page);
  await page
    .getByRole('button', { name: /^Review \d+$/ })
    .first()
    .click();
  const review = page.getByRole('dialog', { name: /^Review \d+$/ });
  expect(await review.textContent()).toMatch(/Rated \d.*app.*2026-/);
  await page.keyboard.press('Escape');
  await review.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('a reload in the middle of an answer shows the same text and tree, and goes on', async () => {
  const { promise: hold, resolve: goOn } = Promise.withResolvers<void>();
  await using model = await scriptedModel([
    { ...says('**Hello** there, this is'), ending: 'hang' },
    { ...says('More.'), after: hold },
  ]);
  await using browser = await pageUnderTest({ modelUrl: model.url });
  const { page, openTab, complaints } = browser;
  await askOnPage(page, 'Hello');
  await page.getByText('Hello there, this is').waitFor();
  const seen = await page.getByRole('article').innerHTML();
  const treeOf = async () =>
    (await page.getByRole('region', { name: 'Execution tree' }).innerText()).replace(/[\d.]+ m?s/g, '');
  const tree = await treeOf();

  await page.reload();
  await page.getByText('Hello there, this is').waitFor();
  expect(await page.getByRole('article').innerHTML()).toBe(seen);
  expect(await treeOf()).toBe(tree);

  // another tab sees it too, and can stop it for both
  const other = await openTab();
  await other.goto(page.url());
  await other.getByText('Hello there, this is').waitFor();
  await other.getByRole('button', { name: 'Stop' }).click();
  await page.getByText(/^Stopped after/).waitFor();
  await other.getByText(/^Stopped after/).waitFor();
  expect(await page.getByText('Hello there, this is').count()).toBe(1);

  // and a question asked there shows up here
  await askOnPage(other, 'Thanks');
  await page.getByRole('heading', { name: 'Thanks' }).waitFor();
  goOn();
  await page.getByText('More.').waitFor();
  expect(complaints).toEqual([]);
});

test('Esc stops, keeps the text, and asking again makes a new answer', async () => {
  await using model = await scriptedModel([hangsAfter('One moment'), says('Here it is.')]);
  await using browser = await pageUnderTest({ modelUrl: model.url });
  const { page, complaints } = browser;
  await askOnPage(page, 'Hello');
  await page.getByText('One moment').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(/^Stopped after .* One model call was cut short and counted\.$/).waitFor();
  expect(await page.getByText('One moment').isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.getByText('Here it is.').waitFor();
  expect(await page.getByRole('article').count()).toBe(2);
  model.assertDone();
  expect(complaints).toEqual([]);
});

test('a failure says what happened in plain words, with its incident, and can be tried again', async () => {
  await using model = await scriptedModel([fails(400), says('Now it works.')]);
  await using browser = await pageUnderTest({ modelUrl: model.url });
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
  await using browser = await pageUnderTest({ modelUrl: model.url });
  await askOnPage(browser.page, 'Hello');
  await browser.page.getByText('Cut at the token limit').first().waitFor();
  expect(browser.complaints).toEqual([]);
});

test('a question whose response is lost, on a second Enter and after a reload, is one run', async () => {
  await using browser = await pageUnderTest({ env: { OFFLINE_PACE: '0' } });
  const { page, complaints } = browser;
  let lost = 0;
  await page.route('**/trpc/chat.send', async (route) => {
    await route.fetch();
    lost += 1;
    await route.abort();
  });
  await askOnPage(page, 'Hello');
  await page.keyboard.press('Enter');
  await page.getByText('Candor cannot be reached').waitFor();
  expect(lost).toBe(4);
  await page.unroute('**/trpc/chat.send');
  await page.reload();
  const composer = page.getByRole('textbox', { name: 'Your question' });
  expect(await composer.inputValue()).toBe('Hello');
  await composer.press('Enter');
  await answerIsOver(page);
  expect(await page.getByRole('list', { name: 'Conversations' }).getByRole('listitem').count()).toBe(1);
  expect(complaints.filter((complaint) => !complaint.includes('ERR_FAILED'))).toEqual([]);
});

test('a lost connection is mended without losing a word', async () => {
  await using model = await scriptedModel([{ ...says('First part'), ending: 'hang' }]);
  await using browser = await pageUnderTest({ modelUrl: model.url });
  await using proxy = await startCutProxy(Number(new URL(browser.app.url).port));
  const { page } = browser;
  await page.goto(`http://127.0.0.1:${proxy.port}/`);
  await askOnPage(page, 'Hello');
  await page.getByText('First part').waitFor();
  proxy.script(Array.from({ length: 12 }, () => ({ rst: true })));
  proxy.cutAll();
  await page.getByText('Reconnecting…').waitFor();
  await page.getByText('Reconnecting…').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText(/^Stopped after/).waitFor();
  expect(await page.getByText('First part').count()).toBe(1);
});
