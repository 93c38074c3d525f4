import { expect, test, vi } from 'vitest';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { hangsAfter, says } from '#server/testing/scriptStep.ts';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
// the page may have to wait for its turn on a busy machine
const patient = { timeout: 30_000 };
const question = 'What are the top product gaps from negative reviews?';

test('a question shows its steps and its answer as they are made, and what they took', async () => {
  await using browser = await pageUnderTest(chromium(), { env: { OFFLINE_PACE: '8' } });
  const { page, complaints } = browser;
  await page.getByRole('button', { name: question }).click();
  await page.getByRole('heading', { name: question, level: 2 }).waitFor();
  await page.getByText(/^Retrieving \d+ reviews\.\.\.$/).waitFor();
  await vi.waitFor(async () => expect(await page.title()).toMatch(/^● /), patient);

  const tree = page.getByRole('region', { name: 'Execution tree' });
  const steps = ['Query Planning', 'RAG Retrieval', 'Data Analysis', 'Answer'];
  for (const name of steps) await tree.getByRole('heading', { name, exact: true }).waitFor();
  await tree.getByText(/^≈ [\d,]+ in, \d+ out$/).waitFor();

  await answerIsOver(page);
  expect(await page.title()).toBe(`${question} · Candor`);
  expect(await tree.getByRole('heading', { level: 4 }).allTextContents()).toEqual(steps);
  const footer = await page
    .getByRole('article')
    .getByText(/calls · .*tokens/)
    .textContent();
  expect(footer).toMatch(/^4 calls · [\d,]+ tokens · [\d.]+ m?s · \$0$/);
  const tokens = /([\d,]+) tokens/.exec(footer ?? '')?.[1];
  expect(await tree.getByRole('treeitem', { name: /4 LLM calls/ }).textContent()).toContain(
    `${tokens} tokens`,
  );
  expect(complaints).toEqual([]);
});

test('a citation opens the review it names: beside the text, else over it until Esc', async () => {
  await using browser = await pageUnderTest(chromium(), { env: { OFFLINE_PACE: '0' } });
  const { page, complaints } = browser;
  await askOnPage(page, question);
  await answerIsOver(page);
  const citation = page.getByRole('button', { name: /^Review \d+$/ }).first();
  await citation.click();
  const beside = page.getByRole('tabpanel', { name: /^Sources/ }).locator('[aria-current]');
  await beside.waitFor();
  expect(await beside.textContent()).toMatch(/Rated \d.*app.*, 2026/);
  expect(await page.getByRole('dialog').count()).toBe(0);

  // a window that becomes too narrow for both
  await page.setViewportSize({ width: 1000, height: 800 });
  const over = page.getByRole('dialog', { name: /^Review \d+$/ });
  expect(await over.textContent()).toMatch(/Rated \d.*app.*, 2026/);
  await page.keyboard.press('Escape');
  await over.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('a reload in the middle of an answer shows the same text and tree, and goes on', async () => {
  const { promise: hold, resolve: goOn } = Promise.withResolvers<void>();
  await using model = await scriptedModel([
    { ...says('**Hello** there, this is'), ending: 'hang' },
    { ...says('More.'), after: hold },
  ]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, openTab, complaints } = browser;
  await askOnPage(page, 'Hello');
  await page.getByText('Hello there, this is').waitFor();
  const timeless = async () =>
    (await page.getByRole('article').innerHTML()).replace(/[\d.]+ m?s|[\d,]+ ms/g, '');
  const seen = await timeless();
  const treeOf = async () =>
    (await page.getByRole('region', { name: 'Execution tree' }).innerText()).replace(/[\d.]+ m?s/g, '');
  const tree = await treeOf();

  await page.reload();
  await page.getByText('Hello there, this is').waitFor();
  expect(await timeless()).toBe(seen);
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

test('eight tabs watch one answer over one connection, and another takes over when that tab goes', async () => {
  await using model = await scriptedModel([hangsAfter('Seen by all')]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, openTab, app, complaints } = browser;
  await askOnPage(page, 'Hello');
  await page.getByText('Seen by all').waitFor();
  const others = await Promise.all(Array.from({ length: 7 }, openTab));
  for (const tab of others) {
    await tab.goto(page.url());
    await tab.getByText('Seen by all').waitFor();
  }
  expect(app.app.services.chat.followers()).toBe(1);
  await page.close();
  await vi.waitFor(() => expect(app.app.services.chat.followers()).toBe(1), patient);
  const [first] = others;
  await first?.getByRole('button', { name: 'Stop' }).click();
  for (const tab of others) await tab.getByText(/^Stopped after/).waitFor();
  await vi.waitFor(() => expect(app.app.services.chat.followers()).toBe(0), patient);
  expect(complaints).toEqual([]);
});

test('however fast the text comes, it is drawn twenty times a second at most', async () => {
  await using browser = await pageUnderTest(chromium(), { env: { OFFLINE_PACE: '6' } });
  const { page } = browser;
  await page.evaluate(() => {
    const drawnAtMs: number[] = [];
    Reflect.set(globalThis, 'drawnAtMs', drawnAtMs);
    const isText = ({ target }: MutationRecord) => target.parentElement?.closest('.prose') != null;
    new MutationObserver((changes) => {
      if (changes.some(isText)) drawnAtMs.push(performance.now());
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await askOnPage(page, question);
  await answerIsOver(page);
  const drawnAtMs = await page.evaluate((): number[] => Reflect.get(globalThis, 'drawnAtMs'));
  const tookMs = (drawnAtMs.at(-1) ?? 0) - (drawnAtMs[0] ?? 0);
  expect(drawnAtMs.length).toBeGreaterThan(5);
  // the first words and the last wait for nothing
  expect(drawnAtMs.length).toBeLessThanOrEqual(tookMs / 50 + 3);
});
