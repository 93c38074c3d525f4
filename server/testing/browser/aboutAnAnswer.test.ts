import { expect, test, vi } from 'vitest';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { hangsAfter, says } from '#server/testing/scriptStep.ts';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { barriers } from './barriers.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
// the page may have to wait for its turn on a busy machine
const patient = { timeout: 30_000 };
const question = 'What are the top product gaps from negative reviews?';

test('tree, ledger, footer and REST are proved equal, and an answer is copied with its sources', async () => {
  await using browser = await pageUnderTest(
    chromium(),
    { env: { OFFLINE_PACE: '0' } },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  );
  const { page, complaints } = browser;
  await askOnPage(page, question);
  await answerIsOver(page);
  await page
    .getByText(/^\d+ % overhead · would cost ≈ \$0\.\d+ on gpt-5-nano \+ claude-sonnet-4\.5$/)
    .waitFor();
  await page.getByRole('button', { name: 'Prove it' }).click();
  const proof = page.getByRole('dialog', { name: 'Prove it' });
  await proof.getByRole('table').waitFor();
  const rows = await proof.getByRole('row').allTextContents();
  expect(rows[1]).toBe('Calls4444');
  expect(await proof.getByRole('img', { name: 'Equal' }).count()).toBe(5);
  expect(await barriers(page)).toEqual([]);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await proof.getByRole('button', { name: 'Copy the command' }).click();
  await proof.getByText('Copied').first().waitFor();
  expect(await copied()).toMatch(/^npm run sql -- "SELECT .* FROM llm_calls WHERE run_id = '[\w-]{36}';"$/);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await vi.waitFor(async () => expect(await copied()).toMatch(/^# What are the top product gaps/), patient);
  const text = await copied();
  const cited = new Set(
    [...text.matchAll(/\[([\d, ]+)\]/g)].flatMap(([, list = '']) => list.split(',').map(Number)),
  );
  const listed = [...text.matchAll(/^(\d+)\. .*\(rated/gm)].map(([, n]) => Number(n));
  expect(listed).toEqual([...cited].toSorted((a, b) => a - b));
  expect(text).toMatch(/## Counts\n\n- \d+ of \d+/);
  expect(complaints).toEqual([]);
});

test('the view follows the text until the reader scrolls up, and a button leads back to what is new', async () => {
  const { promise: hold, resolve: goOn } = Promise.withResolvers<void>();
  const line = 'A line of the answer that is long enough to be one.\n\n';
  await using model = await scriptedModel([
    says(line.repeat(60)),
    { ...says(`${line.repeat(40)}The very end.`), after: hold },
  ]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, complaints } = browser;
  await askOnPage(page, 'Hello');
  await answerIsOver(page);
  const footer = page.getByRole('article').getByRole('link', { name: '1 call' });
  await vi.waitFor(async () => expect(await footer.first().isVisible()).toBe(true), patient);
  expect(await page.getByRole('button', { name: /ump to latest/ }).count()).toBe(0);

  await askOnPage(page, 'Thanks');
  const asked = page.getByRole('heading', { name: 'Thanks' });
  // once the view has followed it: what grows while the reader scrolls is news already
  const isInView = () => asked.evaluate((heading) => heading.getBoundingClientRect().bottom < innerHeight);
  await vi.waitFor(async () => expect(await isInView()).toBe(true), patient);
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, -1_500);
  await page.getByRole('button', { name: 'Jump to latest', exact: true }).waitFor();
  const top = () => page.evaluate(() => document.querySelector('article')?.getBoundingClientRect().top);
  await vi.waitFor(async () => expect(await top()).toBe(await top()), patient);
  const before = await top();
  goOn();
  await page.getByRole('button', { name: 'New text: jump to latest' }).waitFor();
  await answerIsOver(page);
  expect(await top()).toBe(before);
  // by keyboard, as by mouse
  await page.getByRole('button', { name: 'New text: jump to latest' }).press('Enter');
  await page.getByText('The very end.').waitFor();
  await vi.waitFor(async () =>
    expect(await page.getByRole('button', { name: /ump to latest/ }).count()).toBe(0),
  );
  expect(await top()).toBeLessThan(before ?? 0);
  expect(complaints).toEqual([]);
});

test('a stop leaves a receipt with the call it cut and what that call had used', async () => {
  await using model = await scriptedModel([hangsAfter('One moment')]);
  await using browser = await pageUnderTest(chromium(), {
    modelUrl: model.url,
    env: { MODEL: 'openai/gpt-5-nano' },
  });
  const { page, complaints } = browser;
  await askOnPage(page, 'Hello');
  await page.getByText('One moment').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText(/^Stopped after [\d.]+ m?s, call 1 cut, ≈ [\d,]+ tokens, ≈ \$0\.\d+\.$/).waitFor();
  expect(complaints).toEqual([]);
});

test('an answer that ends unseen says so in the title until the page is looked at', async () => {
  const { promise: hold, resolve: goOn } = Promise.withResolvers<void>();
  await using model = await scriptedModel([{ ...says('Hi.'), after: hold }]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, complaints } = browser;
  await askOnPage(page, 'Hello');
  await vi.waitFor(async () => expect(await page.title()).toBe('● Writing… · Hello'), patient);
  await page.evaluate(() => {
    document.hasFocus = () => false;
  });
  goOn();
  await vi.waitFor(async () => expect(await page.title()).toBe('✓ Hello'), patient);
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await vi.waitFor(async () => expect(await page.title()).toBe('Hello · Candor'), patient);
  expect(complaints).toEqual([]);
});

test('an address names an answer: it is in view, and its steps stand beside it', async () => {
  const line = 'A line of the answer that is long enough to be one.\n\n';
  await using model = await scriptedModel([says(line.repeat(40)), says(line.repeat(40)), says('Short.')]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, complaints } = browser;
  for (const [at, message] of ['Hello', 'Hi', 'Thanks'].entries()) {
    await askOnPage(page, message);
    await vi.waitFor(async () => expect(await page.getByRole('article').count()).toBe(at + 1), patient);
    await answerIsOver(page);
  }
  const runId = await page.getByRole('article').nth(1).getAttribute('id');
  await page.goto(`${page.url()}?run=${runId}`);
  const panel = page.getByRole('complementary', { name: 'Steps and sources' });
  await panel.getByText('Of “Hi”').waitFor();
  const topOf = (name: string) =>
    page.getByRole('heading', { name, level: 2 }).evaluate((heading) => heading.getBoundingClientRect().top);
  await vi.waitFor(async () => expect(await topOf('Hi')).toBeGreaterThan(0), patient);
  expect(await topOf('Hi')).toBeLessThan(300);
  expect(await topOf('Hello')).toBeLessThan(0);
  // another answer's steps, without moving the text
  await page.getByRole('article').first().getByRole('button', { name: 'Show steps' }).press('Enter');
  await panel.getByText('Of “Hello”').waitFor();
  expect(complaints).toEqual([]);
});
