import { expect, test, vi } from 'vitest';
import { createCandorClient } from '#client/programs/createCandorClient.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { fails, hangsAfter, says } from '#server/testing/scriptStep.ts';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
// the page may have to wait for its turn on a busy machine
const patient = { timeout: 30_000 };
const atOnce = { env: { OFFLINE_PACE: '0' } };

test('a question is suggested by the reviews, limited by chips that are enforced, and estimated before it is sent', async () => {
  await using browser = await pageUnderTest(chromium(), { ...atOnce, reviews: 40 });
  const { page, app, complaints } = browser;
  const suggested = page.getByRole('list', { name: 'Example questions' }).getByRole('button');
  await suggested.first().waitFor();
  expect(await suggested.first().textContent()).toContain('Product gaps: 16 negative reviews');

  const which = page.getByRole('group', { name: 'Which reviews' });
  await which.getByRole('button', { name: 'All 40 reviews' }).click();
  const form = page.getByRole('dialog', { name: 'Which reviews' });
  await form.getByRole('checkbox', { name: /^Mobile app/ }).check();
  await form.getByRole('radio', { name: 'Positive' }).check();
  await page.keyboard.press('Escape');
  await which.getByRole('button', { name: '8 reviews' }).waitFor();

  await page.getByRole('textbox', { name: 'Your question' }).fill('What do people say?');
  await page
    .getByText(/^≈ [\d,]+ tokens · free; would be ≈ \$0\.\d+ on gpt-5-nano \+ claude-sonnet-4\.5$/)
    .waitFor();
  await page.keyboard.press('Enter');
  await answerIsOver(page);
  const sessionId = new URL(page.url()).pathname.slice('/s/'.length);
  const client = createCandorClient({ url: app.url });
  const sourcesOf = async () =>
    (await client.sessions.get.query({ sessionId })).runs.at(-1)?.view?.sources ?? [];
  const sources = await sourcesOf();
  expect(sources.length).toBe(8);
  for (const { product, rating } of sources)
    expect([product, (rating ?? 0) >= 4]).toEqual(['Mobile app', true]);

  // the choice goes on in the conversation, until it is taken away
  await which.getByRole('button', { name: 'Remove positive reviews' }).click();
  await which.getByRole('button', { name: 'Remove Mobile app' }).click();
  await which.getByRole('button', { name: 'All 40 reviews' }).waitFor();
  await askOnPage(page, 'What are the complaints?');
  await vi.waitFor(async () => expect(await page.getByRole('article').count()).toBe(2), patient);
  await answerIsOver(page);
  expect((await sourcesOf()).every(({ rating }) => (rating ?? 5) <= 2)).toBe(true);
  // what the question asked for is said, and can be held on to
  await which.getByRole('button', { name: 'negative reviews', exact: true }).click();
  await which.getByRole('button', { name: 'Remove negative reviews' }).waitFor();
  expect(complaints).toEqual([]);
});

test('a draft survives a reload and begins another tab, each conversation with its own, until it is sent', async () => {
  await using browser = await pageUnderTest(chromium(), atOnce);
  const { page, openTab, complaints } = browser;
  const draftIn = (tab: typeof page) => tab.getByRole('textbox', { name: 'Your question' });
  await askOnPage(page, 'Hello');
  await answerIsOver(page);
  await draftIn(page).fill('What about the mobile app');
  await page.reload();
  await answerIsOver(page);
  expect(await draftIn(page).inputValue()).toBe('What about the mobile app');

  const other = await openTab();
  expect(await draftIn(other).inputValue()).toBe('');
  await other.goto(page.url());
  await answerIsOver(other);
  expect(await draftIn(other).inputValue()).toBe('What about the mobile app');
  await draftIn(page).press('Enter');
  await vi.waitFor(async () => expect(await page.getByRole('article').count()).toBe(2), patient);
  for (const tab of [page, other])
    await vi.waitFor(async () => expect(await draftIn(tab).inputValue()).toBe(''), patient);
  expect(complaints).toEqual([]);
});

test('what is written in a tab stays as it is, whatever is written and sent in another', async () => {
  await using browser = await pageUnderTest(chromium(), atOnce);
  const { page, openTab, complaints } = browser;
  const other = await openTab();
  const draftIn = (tab: typeof page) => tab.getByRole('textbox', { name: 'Your question' });
  const held = Promise.withResolvers<void>();
  await page.route('**/trpc/chat.send', (route) => held.promise.then(() => route.continue()));
  await askOnPage(page, 'What about the mobile app?');
  await page.getByRole('button', { name: 'Sending…' }).waitFor();
  await draftIn(other).fill('What about the calendar?');
  held.resolve();
  await answerIsOver(page);

  await other.reload();
  expect(await draftIn(other).inputValue()).toBe('What about the calendar?');
  const third = await openTab();
  expect(await draftIn(third).inputValue()).toBe('What about the calendar?');
  await draftIn(other).press('Enter');
  await other.getByRole('article', { name: 'What about the calendar?' }).waitFor();
  expect(complaints).toEqual([]);
});

test('the last question can be asked again and in other words; each answer stays as a version', async () => {
  await using model = await scriptedModel([
    says('First answer.'),
    says('Second answer.'),
    fails(400),
    says('Fourth answer.'),
  ]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, complaints } = browser;
  await askOnPage(page, 'Hello');
  await page.getByText('First answer.').waitFor();
  await page.getByRole('button', { name: 'Regenerate' }).click();
  await page.getByText('Second answer.').waitFor();
  expect(await page.getByText('First answer.').count()).toBe(0);

  await page.getByRole('button', { name: 'Edit the question' }).click();
  await page.getByRole('textbox', { name: 'Edit the question' }).fill('Hi there');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Hi there', level: 2 }).waitFor();
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.getByText('Fourth answer.').waitFor();

  const versions = page.getByRole('group', { name: 'Versions' });
  expect(await versions.textContent()).toBe('4 / 4');
  for (const name of ['Earlier version', 'Earlier version', 'Earlier version'])
    await versions.getByRole('button', { name }).click();
  await page.getByText('First answer.').waitFor();
  expect(await page.getByRole('button', { name: 'Edit the question' }).count()).toBe(0);
  // the address names the version, so that a reload shows it again
  await page.reload();
  await page.getByText('First answer.').waitFor();
  expect(await versions.textContent()).toBe('1 / 4');
  expect(await page.getByRole('article').count()).toBe(1);
  expect(complaints).toEqual([]);
});

test('a server that is away is waited for: the question is kept, and goes out once when it is back', async () => {
  await using model = await scriptedModel([says('Back again.')]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page } = browser;
  await page.route('**/trpc/**', (route) => route.abort());
  await askOnPage(page, 'Hello');
  await page.getByText('Your question is kept').waitFor();
  await page.unroute('**/trpc/**');
  await page.getByText('Back again.').waitFor();
  expect(await page.getByText('Your question is kept').count()).toBe(0);
  model.assertDone();
});

test('what another tab asks is shown and followed here, and a question too long says by how much', async () => {
  await using model = await scriptedModel([says('Hi.'), hangsAfter('Busy with this')]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, openTab, complaints } = browser;
  await askOnPage(page, 'Hello');
  await page.getByText('Hi.').waitFor();
  const other = await openTab();
  await other.goto(page.url());
  await other.getByText('Hi.').waitFor();
  // this tab does not hear of it
  await page.evaluate(() => {
    BroadcastChannel.prototype.postMessage = () => {};
  });
  await askOnPage(page, 'Thanks');
  await page.getByText('Busy with this').waitFor();
  await askOnPage(other, 'Hello again');
  await other.getByText('This conversation is still being answered.').waitFor();
  await other.getByText('Busy with this').waitFor();
  expect(await other.getByRole('textbox', { name: 'Your question' }).inputValue()).toBe('Hello again');
  await other.getByRole('button', { name: 'Stop' }).click();
  await other.getByText(/^Stopped after/).waitFor();
  await other.getByRole('textbox', { name: 'Your question' }).fill('x'.repeat(32_001));
  await other.getByText('32,001 of 32,000 characters: shorten the question to send it').waitFor();
  expect(await other.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  // refusals are told by the browser too
  expect(complaints.filter((complaint) => !complaint.includes('409'))).toEqual([]);
});
