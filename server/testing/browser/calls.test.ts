import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { barriers } from './barriers.ts';
import { browserOfFile } from './browserOfFile.ts';
import { insertCalls } from './insertCalls.ts';
import { pageUnderTest } from './pageUnderTest.ts';
import { scrollToEnd } from './scrollToEnd.ts';

const chromium = browserOfFile();
const patient = { timeout: 30_000 };
const callDialog = (page: Page) => page.getByRole('dialog', { name: 'Call' });
const table = (page: Page) => page.getByRole('table', { name: 'Calls' });
const search = (page: Page) => new URL(page.url()).searchParams;

test('the calls of an answer are listed from its footer, and each opens with its whole request and response', async () => {
  await using browser = await pageUnderTest(chromium(), { env: { OFFLINE_PACE: '0' } });
  const { page, complaints } = browser;
  await askOnPage(page, 'What do happy customers praise?');
  await answerIsOver(page);
  await page.getByRole('link', { name: '4 calls' }).click();
  const rows = page.getByRole('row');
  await rows.nth(4).waitFor();
  expect(await rows.count()).toBe(5);

  await table(page).getByRole('button', { name: 'Answer' }).click();
  const call = callDialog(page);
  await call.getByText('What do happy customers praise?').first().waitFor();
  const said = await call.getByLabel('Response text').innerText();
  expect(said).toContain('reviews');
  await call.getByRole('button', { name: 'Send again' }).click();
  const again = call.getByRole('region', { name: 'The replay answered' });
  await expect.poll(() => again.getByLabel('Response text').innerText(), patient).toBe(said);
  expect(await barriers(page)).toEqual([]);
  await page.reload();
  await call.getByRole('button', { name: 'Close' }).click();
  await call.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Any answer' }).click();
  await page.goto(`${browser.app.url}/calls?status=error`);
  await page.getByText('No call matches these filters.').waitFor();
  await page.getByRole('button', { name: 'Clear' }).click();
  await rows.nth(4).waitFor();
  expect(complaints).toEqual([]);
});

test('a call is found, opened and left without a mouse, among ten thousand', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page, app, complaints } = browser;
  await insertCalls(app.database.em, 10_000);
  await page.goto(`${app.url}/calls`);
  await table(page).getByRole('row').nth(5).waitFor();
  await page.getByRole('button', { name: 'Status' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemcheckbox', { name: /^error/ }).waitFor();
  await page.keyboard.type('err');
  await page.keyboard.press('Enter');
  await expect.poll(() => search(page).get('status'), patient).toBe('error');
  await table(page).getByText('error').first().waitFor();
  await page.keyboard.press('Escape');
  // the menu gives the focus back a moment after it is gone
  await expect.poll(() => page.locator(':focus').getAttribute('aria-expanded'), patient).toBe('false');

  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-call') ?? null);
  await expect.poll(focused, patient).not.toBe(null);
  const third = await table(page).getByRole('row').nth(3).locator('[data-call]').getAttribute('data-call');
  await expect.poll(focused, patient).toBe(third);
  await page.keyboard.press('Enter');
  await callDialog(page).getByText('The model is busy.').waitFor();
  expect(search(page).get('call')).toBe(third);
  await page.keyboard.press('j');
  await expect.poll(() => search(page).get('call'), patient).not.toBe(third);
  const fourth = search(page).get('call');
  await page.keyboard.press('Escape');
  await callDialog(page).waitFor({ state: 'detached' });
  await expect.poll(focused, patient).toBe(fourth);
  expect(await barriers(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('what the ledger is narrowed to stands in the address: it survives a reload, going back, and adds up', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page, app, complaints } = browser;
  await insertCalls(app.database.em, 600);
  const calls = async () => page.getByRole('definition').first().innerText();
  await page.goto(`${app.url}/calls`);
  await expect.poll(calls, patient).toBe('600');
  await page.getByRole('button', { name: 'Model', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: /^vendor\/small/ }).click();
  await expect.poll(calls, patient).toBe('300');
  await page.getByRole('button', { name: 'No price' }).click();
  await expect.poll(calls, patient).toBe('60');
  await page.reload();
  await expect.poll(calls, patient).toBe('60');
  expect(await page.getByRole('button', { name: 'No price' }).getAttribute('aria-pressed')).toBe('true');
  const csv = await page.getByRole('link', { name: 'Download these calls as CSV' }).getAttribute('href');
  const lines = (await (await fetch(app.url + csv)).text()).trimEnd().split('\n');
  expect(lines).toHaveLength(60 + 2);
  await page.goBack();
  await expect.poll(calls, patient).toBe('300');
  await page.goBack();
  await expect.poll(calls, patient).toBe('600');
  expect(complaints).toEqual([]);
});

test('calls are found by words of their texts and sorted by what they took; both stand in the address', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page, app, complaints } = browser;
  await insertCalls(app.database.em, 300);
  await sql`update llm_calls set cost_nano_usd = 900000000 where prompt like '%item 7?'`.execute(
    app.database.em.getKysely(),
  );
  await page.goto(`${app.url}/calls`);
  const first = table(page).getByRole('row').nth(1);
  await first.waitFor();
  expect(await first.innerText()).not.toContain('$0.90');
  await page.getByRole('combobox', { name: 'Sorted by' }).selectOption('Dearest first');
  await expect.poll(() => first.innerText(), patient).toContain('$0.90');
  expect(search(page).get('sort')).toBe('cost');

  await page.getByRole('searchbox', { name: 'Search prompts and responses' }).fill('customers item 7');
  await expect.poll(() => table(page).getByRole('row').count(), patient).toBe(2);
  await page.reload();
  await expect.poll(() => first.innerText(), patient).toContain('$0.90');
  expect(await table(page).getByRole('row').count()).toBe(2);
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect.poll(() => table(page).getByRole('row').count(), patient).toBeGreaterThan(5);
  await page.goto(`${app.url}/calls?sort=nonsense`);
  await first.waitFor();
  expect(await page.getByRole('combobox', { name: 'Sorted by' }).inputValue()).toBe('newest');
  expect(complaints).toEqual([]);
});

test('ten thousand calls are scrolled to their end with few rows drawn, and new ones wait until they are asked for', {
  timeout: 120_000,
}, async () => {
  await using browser = await pageUnderTest(chromium());
  const { page, app, complaints } = browser;
  await insertCalls(app.database.em, 10_000);
  await page.goto(`${app.url}/calls`);
  const rows = table(page).getByRole('row');
  await rows.nth(5).waitFor();
  await expect.poll(() => table(page).getAttribute('aria-rowcount'), patient).toBe('10001');
  const toEnd = () => scrollToEnd(page, 'aria-rowindex');
  await expect.poll(async () => (await toEnd()).last, { timeout: 90_000, interval: 100 }).toBe(10_001);
  expect((await toEnd()).drawn).toBeLessThan(60);

  await insertCalls(app.database.em, 3);
  await page.getByRole('button', { name: '3 new calls' }).click();
  await expect.poll(() => table(page).getAttribute('aria-rowcount'), patient).toBe('10004');
  await page.getByRole('button', { name: '3 new calls' }).waitFor({ state: 'detached' });
  await insertCalls(app.database.em, 1);
  await expect.poll(() => table(page).getAttribute('aria-rowcount'), patient).toBe('10005');
  expect(complaints).toEqual([]);
});

test('a link opens a call over any page, and says so when there is none; what is dropped is shown by its beginning', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page, app, complaints } = browser;
  const [callId = ''] = await insertCalls(app.database.em, 1);
  await page.goto(`${app.url}/?call=${callId}`);
  await callDialog(page).getByText('The whole text is no longer kept.').first().waitFor();
  await callDialog(page).getByText('rounded once').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Your question' }).waitFor();
  expect(search(page).get('call')).toBe(null);
  await page.goto(`${app.url}/calls?call=00000000-0000-4000-8000-000000000000`);
  await callDialog(page).getByText('There is no such call').waitFor();
  // the browser itself tells its console of the 404
  expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
});

test('a call that is under way is followed to its end, in the list and in its drawer', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page, app, complaints } = browser;
  const [callId = ''] = await insertCalls(app.database.em, 1);
  const set = (change: string) =>
    sql`update llm_calls set ${sql.raw(change)} where call_id = ${callId}`.execute(
      app.database.em.fork().getKysely(),
    );
  await set(`status = 'open', ended_at = null, finish_reason = null`);
  await page.goto(`${app.url}/calls?call=${callId}`);
  await callDialog(page).getByText('Under way.').waitFor();
  await set(`status = 'done', ended_at = now(), finish_reason = 'length'`);
  await callDialog(page).getByText('Cut by the provider at the limit of output tokens.').waitFor();
  await page.keyboard.press('Escape');
  await table(page).getByText('cut', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

test('a server that does not answer is said so, and asked again', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page, app } = browser;
  await insertCalls(app.database.em, 5);
  await page.goto(`${app.url}/calls`);
  await table(page).getByRole('row').nth(5).waitFor();
  await page.route('**/trpc/calls.list*', (route) => route.abort());
  await page.getByRole('button', { name: 'No price' }).click();
  await page.getByText('The server does not answer. The calls could not be loaded.').waitFor();
  await page.unroute('**/trpc/calls.list*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => table(page).getByRole('row').count(), patient).toBe(2);
});
