import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { forRole, hangsAfter, plans, says } from '#server/testing/scriptStep.ts';
import { answerIsOver } from './askOnPage.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
const patient = { timeout: 30_000 };
const follow = 'Quote what customers say about the app';
/** More than there is on any page here. */
const mostStops = 60;

test('without a mouse one asks, stops, asks on, opens a citation, finds its call, reads its price and comes back', async () => {
  await using model = await scriptedModel([
    hangsAfter('One moment'),
    plans({ output: 'quotes', searches: ['app'] }),
    forRole('RAG Retrieval', says('')),
    forRole('Answer', says('Customers say that it is slow [1].')),
  ]);
  await using browser = await pageUnderTest(chromium(), {
    modelUrl: model.url,
    env: { MODEL: 'openai/gpt-5-nano' },
  });
  const { page, complaints } = browser;
  const { keyboard } = page;

  await seen(page, 'Your question');
  await keyboard.type('Hello');
  await keyboard.press('Enter');
  await page.getByText('One moment').waitFor();
  await seen(page, 'Your question');
  await keyboard.press('Escape');
  await page.getByText(/^Stopped after/).waitFor();

  await seen(page, 'Your question');
  await keyboard.type(follow);
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: follow, level: 2 }).waitFor();
  await answerIsOver(page);
  await tabTo(page, 'Shift+Tab', 'Review 1');
  await keyboard.press('Enter');
  const source = page.getByRole('tabpanel', { name: /^Sources/ }).locator('[aria-current]');
  expect(await source.innerText()).toMatch(/Rated \d/);
  await seen(page, 'Review 1');

  await keyboard.type('gc');
  const rows = page.getByRole('table', { name: 'Calls' }).getByRole('row');
  await rows.nth(4).waitFor();
  await keyboard.press('j');
  await seen(page, 'Answer');
  await keyboard.press('ArrowDown');
  await seen(page, 'RAG Retrieval');
  await keyboard.press('k');
  await seen(page, 'Answer');
  await keyboard.press('Enter');
  const call = page.getByRole('dialog', { name: 'Call' });
  const price = call.getByRole('region', { name: 'Tokens and cost' });
  await price.getByText('rounded once').waitFor();
  expect(await price.innerText()).toMatch(/tokens out\s+[\d,]+ × \$0\.4\/M\s+\$0\.\d+/);
  await tabTo(page, 'Tab', 'Copy request');
  await keyboard.press('Escape');
  await call.waitFor({ state: 'detached' });
  await seen(page, 'Answer');

  await keyboard.press('Control+k');
  await seen(page, 'Find anything');
  await keyboard.type('hello');
  await page.getByRole('option', { name: 'Hello' }).waitFor();
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: follow, level: 2 }).waitFor();
  await seen(page, 'Your question');
  model.assertDone();
  expect(complaints).toEqual([]);
});

/** Presses a key until the element of this name has the focus; wherever it is on the way, it can be seen. */
async function tabTo(page: Page, key: 'Tab' | 'Shift+Tab', name: string): Promise<void> {
  for (let stops = 0; stops < mostStops; stops += 1) {
    await page.keyboard.press(key);
    const focused = await focus(page);
    if (focused.name === name) return seen(page, name);
    if (focused.name !== 'the page itself') expect(focused).toMatchObject({ isMarked: true, isInView: true });
  }
  throw new Error(`${name} was not reached by ${key}.`);
}

/** Waits until the element of this name has the focus, is drawn as one that has it, and nothing lies over it. */
async function seen(page: Page, name: string): Promise<void> {
  await expect.poll(() => focus(page), patient).toEqual({ name, isMarked: true, isInView: true });
}

function focus(page: Page): Promise<{ name: string; isMarked: boolean; isInView: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body)
      return { name: 'the page itself', isMarked: false, isInView: false };
    const { x, y, width, height } = element.getBoundingClientRect();
    const onTop = document.elementFromPoint(x + width / 2, y + height / 2);
    const { outlineStyle, outlineColor } = getComputedStyle(element);
    // a ring around it, or the same colour on the edge of the field that it is the inside of
    const edge = element.parentElement && getComputedStyle(element.parentElement).borderBottomColor;
    const isDrawn = outlineStyle !== 'none' || edge === outlineColor;
    return {
      name: element.ariaLabel ?? element.textContent?.trim() ?? '',
      isMarked: element.matches(':focus-visible') && isDrawn,
      isInView: onTop !== null && (element.contains(onTop) || onTop.contains(element)),
    };
  });
}
