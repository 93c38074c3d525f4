import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { hangsAfter } from '#server/testing/scriptStep.ts';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { barriers } from './barriers.ts';
import { becomeOld } from './becomeOld.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
const atOnce = { env: { OFFLINE_PACE: '0' } };

/** A page whose company has these conversations, the last one last used; the newest is open. */
async function withConversations(page: Page, ...questions: string[]): Promise<void> {
  for (const question of questions) {
    await page.getByRole('link', { name: 'New conversation' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await askOnPage(page, question);
    await answerIsOver(page);
  }
}
const list = (page: Page) => page.getByRole('region', { name: 'Conversations' });
const titles = (page: Page) => list(page).getByRole('listitem').allInnerTexts();
/** Keys are for the page, not for the field that has the focus. */
const leaveField = (page: Page) => page.locator(':focus').evaluate((element: HTMLElement) => element.blur());

test('a conversation is renamed in place, by keyboard, and keeps its name', async () => {
  await using browser = await pageUnderTest(chromium(), atOnce);
  const { page, complaints } = browser;
  await withConversations(page, 'Hello');
  await page.getByRole('button', { name: 'Options of Hello' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Rename' }).press('Enter');
  const field = page.getByRole('textbox', { name: 'Title of the conversation' });
  await field.fill('First words');
  await field.press('Enter');
  const link = list(page).getByRole('link', { name: 'First words' });
  await link.waitFor();
  await expect.poll(() => link.evaluate((element) => element === document.activeElement)).toBe(true);
  await expect.poll(() => page.title()).toBe('First words · Candor');
  await page.reload();
  await link.waitFor();

  await page.getByRole('button', { name: 'Options of First words' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await field.fill('Never');
  await field.press('Escape');
  await link.waitFor();
  expect(complaints).toEqual([]);
});

test('a deleted conversation is gone until it is brought back', async () => {
  await using browser = await pageUnderTest(chromium(), atOnce);
  const { page, complaints } = browser;
  await withConversations(page, 'Hello', 'Thanks');
  const { pathname } = new URL(page.url());
  const remove = async () => {
    await list(page).getByRole('link', { name: 'Thanks' }).hover();
    await page.getByRole('button', { name: 'Options of Thanks' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await expect.poll(() => titles(page)).toEqual(['Hello']);
  };
  await remove();
  await page.getByText('“Thanks” was deleted.').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForURL((url) => url.pathname === pathname);
  await page.getByRole('heading', { name: 'Thanks', level: 2 }).waitFor();
  expect(await titles(page)).toEqual(['Thanks', 'Hello']);

  await remove();
  await page.reload();
  await expect.poll(() => titles(page)).toEqual(['Hello']);
  expect(complaints).toEqual([]);
});

test('what is deleted from the drawer of a narrow screen can be brought back there, and after the drawer is closed', async () => {
  await using browser = await pageUnderTest(chromium(), atOnce, { viewport: { width: 360, height: 740 } });
  const { page, complaints } = browser;
  await askOnPage(page, 'Hello');
  await answerIsOver(page);
  await page.getByRole('link', { name: 'New conversation' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  const remove = async () => {
    await page.getByRole('button', { name: 'Options of Hello' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect.poll(() => titles(page)).toEqual([]);
  };
  await page.getByRole('button', { name: 'Conversations and pages' }).click();
  await remove();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => titles(page)).toEqual(['Hello']);

  await remove();
  await page.getByRole('dialog', { name: 'Candor' }).getByRole('button', { name: 'Close' }).click();
  await page.getByRole('dialog', { name: 'Candor' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Conversations and pages' }).click();
  await expect.poll(() => titles(page)).toEqual(['Hello']);
  expect(complaints).toEqual([]);
});

test('the slash key searches conversations, by words of their questions too', async () => {
  await using browser = await pageUnderTest(chromium(), atOnce);
  const { page, complaints } = browser;
  await withConversations(page, 'Hello', 'Thanks', 'Good morning');
  await askOnPage(page, 'Hi again');
  await page.getByRole('heading', { name: 'Hi again', level: 2 }).waitFor();
  await answerIsOver(page);
  await leaveField(page);
  await page.keyboard.press('/');
  await page.keyboard.type('AGAIN');
  await expect.poll(() => titles(page)).toEqual(['Good morning']);
  await page.keyboard.type(' and more');
  await page.getByText('No conversation has these words').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => titles(page)).toEqual(['Good morning', 'Thanks', 'Hello']);
  expect(complaints).toEqual([]);
});

test('the palette finds pages, conversations and actions, and gives the focus back', async () => {
  await using browser = await pageUnderTest(chromium(), atOnce);
  const { page, complaints } = browser;
  await withConversations(page, 'Hello', 'Thanks');
  const palette = page.getByRole('dialog', { name: 'Find anything' });
  const find = async (words: string) => {
    await page.keyboard.press('Control+k');
    await palette.getByRole('combobox').fill(words);
  };
  await find('');
  await palette.getByRole('option', { name: 'Thanks' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await palette.waitFor({ state: 'detached' });
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Your question');

  await find('hel');
  await palette.getByRole('option', { name: 'Thanks' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Hello', level: 2 }).waitFor();
  await find('calls');
  await palette.getByRole('option', { name: 'Calls' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/calls*');
  await find('light or dark');
  await palette.getByRole('option', { name: 'Light or dark' }).waitFor();
  await page.keyboard.press('Enter');
  await palette.waitFor({ state: 'detached' });
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  await find('no such thing');
  await palette.getByText('Nothing here has these words in it.').waitFor();
  expect(complaints).toEqual([]);
});

test('the palette stops the answer that is being made', async () => {
  await using model = await scriptedModel([hangsAfter('One moment')]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, complaints } = browser;
  await askOnPage(page, 'Hello');
  await page.getByText('One moment').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('stop');
  await page.getByRole('option', { name: 'Stop the answer' }).click();
  await page.getByText(/^Stopped after/).waitFor();
  expect(complaints).toEqual([]);
});

test('every key of the sheet does what it says, and none while somebody writes or has them off', async () => {
  await using browser = await pageUnderTest(chromium(), atOnce);
  const { page, complaints } = browser;
  await withConversations(page, 'Hello', 'Thanks');
  const composer = page.getByRole('textbox', { name: 'Your question' });
  await composer.pressSequentially('n?gs[');
  expect(await composer.inputValue()).toBe('n?gs[');
  expect(await page.getByRole('dialog').count()).toBe(0);

  await leaveField(page);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByText('Search conversations').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await page.keyboard.press('j');
  await page.getByRole('heading', { name: 'Hello', level: 2 }).waitFor();
  await leaveField(page);
  await page.keyboard.press('k');
  await page.getByRole('heading', { name: 'Thanks', level: 2 }).waitFor();
  await leaveField(page);
  for (const [keys, path, heading] of [
    ['gc', '/calls', 'Calls'],
    ['gb', '/budgets', 'Budgets'],
    ['gp', '/prices', 'Prices'],
    ['gr', '/reviews', 'Reviews'],
    ['gs', '/settings', 'Settings'],
    ['n', '/', 'What would you like to know from your customers?'],
  ] as const) {
    await page.keyboard.type(keys);
    await page.waitForURL((url) => url.pathname === path);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  }
  await leaveField(page);
  await page.keyboard.press('[');
  await list(page).waitFor({ state: 'detached' });
  await page.keyboard.press('/');
  await expect.poll(() => page.locator(':focus').getAttribute('aria-label')).toBe('Search conversations');
  await leaveField(page);
  await page.keyboard.press('?');
  await sheet.getByRole('switch').click();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await page.keyboard.press('n');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Find anything' }).waitFor();
  expect(await sheet.count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a chosen theme holds from the first paint, in every tab, against what the system says', async () => {
  await using browser = await pageUnderTest(chromium(), {}, { colorScheme: 'light' });
  const { page, openTab, complaints } = browser;
  const other = await openTab();
  const background = (tab: Page) => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background(page);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByText('Dark', { exact: true }).click();
  await expect.poll(() => background(page)).not.toBe(light);
  await expect.poll(() => background(other)).not.toBe(light);
  const dark = await background(page);
  // before any script of the page itself has run
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.reload({ waitUntil: 'domcontentloaded' });
  expect(await background(page)).toBe(dark);
  await page.unroute('**/assets/*.js');
  await page.reload();
  await page.getByText('As the system').click();
  await expect.poll(() => background(page)).toBe(light);
  expect(complaints.filter((complaint) => !complaint.includes('ERR_FAILED'))).toEqual([]);
});

test('a page that is older than its server asks to be reloaded, and keeps what was being written', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page, complaints } = browser;
  await page.getByRole('button', { name: 'No model connected' }).waitFor();
  expect(await page.getByText('Candor was updated.').count()).toBe(0);
  await becomeOld(page);
  const composer = page.getByRole('textbox', { name: 'Your question' });
  await composer.fill('Half a question');
  expect(await barriers(page)).toEqual([]);
  await page.unroute('**/trpc/system.status*');
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByText('Candor was updated.').waitFor({ state: 'detached' });
  await expect.poll(() => composer.inputValue()).toBe('Half a question');
  expect(complaints).toEqual([]);
});

test('a server that cannot be reached is told quietly, and the page heals by itself', async () => {
  await using browser = await pageUnderTest(chromium(), atOnce);
  const { page, complaints } = browser;
  await page.getByRole('button', { name: 'No model connected' }).waitFor();
  await page.route('**/trpc/**', (route) => route.abort());
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await page.getByText('No connection to Candor. Trying again…').waitFor();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await page.unroute('**/trpc/**');
  await page.getByText('No connection to Candor. Trying again…').waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'This Candor' }).waitFor();
  expect(complaints.filter((complaint) => !complaint.includes('ERR_FAILED'))).toEqual([]);
});

test('an address that leads nowhere says so, and every page opens by its own', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page, app, complaints } = browser;
  for (const [path, title] of [
    ['/settings', 'Settings · Candor'],
    ['/reviews', 'Reviews · Candor'],
    ['/calls', 'Calls · Candor'],
    ['/', 'Candor'],
  ] as const) {
    await page.goto(`${app.url}${path}`);
    await expect.poll(() => page.title()).toBe(title);
  }
  await page.evaluate(() => history.pushState(null, '', '/nowhere'));
  await page.getByText('There is no such page').last().waitFor();
  expect(complaints).toEqual([]);

  const mistyped = await page.goto(`${app.url}/calls/of/nobody`);
  expect(mistyped?.status()).toBe(404);
  await page.getByText('There is no such page').last().waitFor();
  expect(complaints).toEqual([expect.stringContaining('404')]);
  for (const [path, accept] of [
    ['/calls/of/nobody', 'application/json'],
    ['/api/v1/nobody', 'text/html'],
  ] as const) {
    const refused = await fetch(`${app.url}${path}`, { headers: { accept } });
    expect([refused.status, (await refused.json()).error.code]).toEqual([404, 'not-found']);
  }
});
