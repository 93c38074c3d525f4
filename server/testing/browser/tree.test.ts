import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import {
  afterwards,
  answersJson,
  callsTool,
  cutsAfter,
  fails,
  forRole,
  hangsAfter,
  plans,
  says,
} from '#server/testing/scriptStep.ts';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
const question = 'What are the top product gaps from negative reviews?';
const quick = { env: { OFFLINE_PACE: '0' } };
const treeOf = (page: Page) => page.getByRole('tree');
const nodesOf = (page: Page, name: RegExp) => treeOf(page).getByRole('treeitem', { name });
const focusedName = (page: Page) => treeOf(page).locator(':focus').innerText();

test('the tree is walked, folded and opened by keyboard alone, with one stop for Tab', async () => {
  await using browser = await pageUnderTest(chromium(), quick);
  const { page, complaints } = browser;
  await askOnPage(page, question);
  await answerIsOver(page);
  const { keyboard } = page;
  expect(await treeOf(page).locator('[tabindex="0"]').count()).toBe(1);
  await page.getByRole('button', { name: 'Unfold all' }).focus();
  await keyboard.press('Tab');
  expect(await focusedName(page)).toMatch(/4 LLM calls/);

  await keyboard.press('ArrowDown');
  expect(await focusedName(page)).toMatch(/Query Planning/);
  await keyboard.press('ArrowLeft');
  expect(await nodesOf(page, /Query Planning/).getAttribute('aria-expanded')).toBe('false');
  await keyboard.press('ArrowDown');
  expect(await focusedName(page)).toMatch(/RAG Retrieval/);
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  expect(await focusedName(page)).toMatch(/offline\/planner/);
  await keyboard.press('ArrowLeft');
  expect(await focusedName(page)).toMatch(/Query Planning/);
  await keyboard.press('End');
  expect(await focusedName(page)).toMatch(/offline\/writer/);
  expect(await treeOf(page).locator('[tabindex="0"]').count()).toBe(1);

  await keyboard.press('Enter');
  const call = page.getByRole('dialog').filter({ hasText: 'offline/writer' });
  await call.waitFor();
  expect(new URL(page.url()).searchParams.get('call')).toMatch(/^[\da-f-]{36}$/);
  await keyboard.press('Escape');
  await call.waitFor({ state: 'detached' });
  await nodesOf(page, /offline\/writer/).focus();
  await keyboard.press('Home');
  await keyboard.press('ArrowLeft');
  expect(await treeOf(page).getByRole('treeitem').count()).toBe(1);
  expect(complaints).toEqual([]);
});

test('searches of one step fold to a line that unfolds, and the whole run to one', async () => {
  await using model = await scriptedModel([
    plans({ output: 'quotes', searches: ['app', 'price', 'support', 'sync'] }),
    forRole('RAG Retrieval', says('')),
    forRole('Answer', says('Customers say so.')),
  ]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, complaints } = browser;
  await askOnPage(page, 'Quote what customers say about the app');
  await answerIsOver(page);
  const group = nodesOf(page, /^done 4 searches .*\d ms Found \d+, \d+, \d+, \d+$/);
  expect(await group.getAttribute('aria-expanded')).toBe('false');
  expect(await page.getByText('“sync” in reviews').count()).toBe(0);
  await page.getByRole('button', { name: 'Unfold all' }).click();
  await page.getByText('“sync” in reviews').waitFor();
  await page.getByRole('button', { name: 'Fold all' }).click();
  expect(await treeOf(page).getByRole('treeitem').count()).toBe(1);
  await treeOf(page).getByRole('treeitem').click();
  await nodesOf(page, /RAG Retrieval/).waitFor();
  expect(complaints).toEqual([]);
});

test('each kind of trouble has a picture and words of its own, and every attempt is a node', async () => {
  const { promise: seen, resolve: goOn } = Promise.withResolvers<void>();
  await using model = await scriptedModel([
    afterwards(seen, plans({ searches: ['app'] })),
    forRole('RAG Retrieval', fails(429, { 'retry-after': '6' })),
    forRole('RAG Retrieval', callsTool('search_reviews', { query: 'slow' })),
    forRole('Data Analysis', answersJson({ themes: [] })),
    forRole('Answer', cutsAfter('Some customers say that')),
    forRole('Answer', hangsAfter('One moment')),
    forRole('Answer', { ...says('As I was'), finishReason: 'length' }),
  ]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, complaints } = browser;
  await askOnPage(page, question);
  await nodesOf(page, /^running Query Planning/).waitFor();
  goOn();
  const waiting = treeOf(page).getByText('The model is busy, trying again in 6 s');
  await waiting.waitFor();
  await answerIsOver(page);
  expect(await waiting.count()).toBe(0);
  const attempts = nodesOf(page, /anthropic/);
  expect(await attempts.count()).toBe(3);
  expect(await attempts.first().innerText()).toMatch(/failed.*no tokens reported.*busy/s);
  expect(await attempts.nth(1).innerText()).toMatch(/attempt 2/);
  const pictures = async (row: ReturnType<typeof nodesOf>) =>
    (await row.locator('svg').first().getAttribute('class')) ?? '';
  const looks = [await pictures(attempts.first()), await pictures(attempts.nth(1))];
  const cut = attempts.last();
  looks.push(await pictures(cut));
  expect(await cut.innerText()).toMatch(/connection to the model provider was cut/i);

  await askOnPage(page, 'Hello');
  await page.getByText('One moment').waitFor();
  await treeOf(page).getByText('streaming').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  const stopped = nodesOf(page, /^stopped anthropic/);
  await stopped.waitFor();
  looks.push(await pictures(stopped));

  await askOnPage(page, 'Thanks');
  const limited = treeOf(page).getByText('cut at the token limit');
  await limited.waitFor();
  looks.push(await pictures(nodesOf(page, /cut at the token limit/).last()));
  expect(new Set(looks).size).toBeGreaterThanOrEqual(4);
  expect(complaints).toEqual([]);
});

test('a screen reader hears how steps end, never tokens or the time', async () => {
  const { promise: seen, resolve: goOn } = Promise.withResolvers<void>();
  await using model = await scriptedModel([
    afterwards(seen, plans({ output: 'quotes', searches: ['app'] })),
    forRole('RAG Retrieval', says('')),
    forRole('Answer', says('Customers say so.')),
  ]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, complaints } = browser;
  await askOnPage(page, question);
  await nodesOf(page, /^running Query Planning/).waitFor();
  goOn();
  await answerIsOver(page);
  const heard = await page.getByRole('log', { name: 'News of the run' }).locator('p').allTextContents();
  expect(heard).toEqual([
    'Query Planning finished',
    expect.stringMatching(/^RAG Retrieval: \d+ .*reviews found$/),
    'Data Analysis finished',
    'Answer finished',
  ]);
  expect(await treeOf(page).locator('[aria-live], [role=status], [role=log]').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('live, reloaded and replayed to its end, tree and answer have the same text', async () => {
  await using browser = await pageUnderTest(chromium(), { env: { OFFLINE_PACE: '2' } });
  const { page, complaints } = browser;
  await askOnPage(page, question);
  await answerIsOver(page);
  const shown = async () => ({
    tree: await treeOf(page).innerText(),
    answer: await page.getByRole('article').innerText(),
  });
  const live = await shown();
  expect(live.tree).toContain('Data Analysis');
  await page.reload();
  await answerIsOver(page);
  await treeOf(page).waitFor();
  expect(await shown()).toEqual(live);

  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  const replay = page.getByRole('group', { name: 'Replay' });
  await replay.getByRole('button', { name: 'Pause' }).click();
  await replay.getByRole('slider', { name: 'Moment' }).fill('600');
  expect((await shown()).tree).not.toContain('Answer');
  expect(await page.getByRole('article').innerText()).not.toContain('calls');
  await replay.getByRole('combobox', { name: 'Speed' }).selectOption('16');
  await replay.getByRole('button', { name: 'Play', exact: true }).click();
  await vi.waitFor(
    async () => expect(await replay.getByRole('button', { name: 'Play', exact: true }).count()).toBe(1),
    20_000,
  );
  expect(await shown()).toEqual(live);
  await replay.getByRole('button', { name: 'Close the replay' }).click();
  expect(await shown()).toEqual(live);
  expect(complaints).toEqual([]);
});

test('a sentence that is pointed at marks what found its reviews and counted its figures', async () => {
  await using browser = await pageUnderTest(chromium(), quick);
  const { page, complaints } = browser;
  await askOnPage(page, question);
  await answerIsOver(page);
  const lit = treeOf(page).locator('[data-lit]');
  expect(await lit.count()).toBe(0);
  await page
    .getByRole('article')
    .getByText(/\d+ of \d+ .*reviews/)
    .first()
    .hover();
  await lit.first().waitFor();
  expect((await lit.allInnerTexts()).join('\n')).toMatch(/count|search/i);
  await page.mouse.move(5, 5);
  await lit.first().waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('while an answer is written nothing of the steps before it is drawn again', async () => {
  await using model = await scriptedModel([
    plans({ output: 'quotes' }),
    forRole('RAG Retrieval', says('')),
    forRole('Answer', { ...says(`${'word '.repeat(400)}end.`), ending: 'hang' }),
  ]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page } = browser;
  await askOnPage(page, 'Quote what customers say');
  await nodesOf(page, /RAG Retrieval.*done|done RAG Retrieval/).waitFor();
  await nodesOf(page, /Answer/)
    .first()
    .waitFor();
  await page.evaluate(() => {
    const [, ...steps] = document.querySelectorAll('[role=tree] h4');
    const before = steps.slice(0, -1).map((heading) => heading.closest('li'));
    Reflect.set(globalThis, 'redrawn', 0);
    const listener = new MutationObserver((changes) => Reflect.set(globalThis, 'redrawn', changes.length));
    for (const step of before)
      if (step) listener.observe(step, { subtree: true, childList: true, characterData: true });
  });
  await page.getByText('end.').waitFor();
  expect(await page.evaluate(() => Reflect.get(globalThis, 'redrawn'))).toBe(0);
});
