import { expect, test } from 'vitest';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();

test('the first screen takes at most 180 kB over the wire', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page, app } = browser;
  const asked = new Set<string>();
  page.on('request', (request) => void asked.add(request.url()));
  await page.goto(app.url);
  await page.getByRole('list', { name: 'Example questions' }).waitFor();
  await page.waitForLoadState('networkidle');
  const files = [...asked].filter((url) => !url.includes('/trpc/'));
  const bytes = files.map(async (url) => {
    const { headers } = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
    return Number(headers.get('content-length'));
  });
  const all = (await Promise.all(bytes)).reduce((sum, size) => sum + size, 0);
  expect(files.length).toBeGreaterThan(5);
  expect(all).toBeGreaterThan(100_000);
  expect(all).toBeLessThanOrEqual(180_000);
});

test('a company without reviews says how to import them', async () => {
  await using browser = await pageUnderTest(chromium(), { reviews: 0 });
  await browser.page.getByText('npm run import -- reviews.csv --company comp-123').waitFor();
  expect(browser.complaints).toEqual([]);
});

test('says quietly that no language model is connected, and how to connect one when asked', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page } = browser;
  const status = page.getByRole('button', { name: 'No model connected' });
  await status.click();
  const details = page.getByRole('dialog', { name: 'No model connected' });
  await details.getByText(/No language model is connected/).waitFor();
  await details.getByText(/OPENROUTER_API_KEY/).waitFor();
  await page.keyboard.press('Escape');
  await details.waitFor({ state: 'detached' });
  expect(await status.isVisible()).toBe(true);
  expect(browser.complaints).toEqual([]);
});

test('on a narrow screen the conversations are in a drawer, and the steps below their answer', async () => {
  await using browser = await pageUnderTest(
    chromium(),
    { env: { OFFLINE_PACE: '0' } },
    { viewport: { width: 360, height: 740 } },
  );
  const { page, complaints } = browser;
  await askOnPage(page, 'Hello');
  await answerIsOver(page);
  await page.getByText('Steps', { exact: true }).click();
  await page.getByRole('region', { name: 'Execution tree' }).waitFor();
  await page.getByRole('button', { name: 'Conversations' }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'New conversation' }).click();
  await page.getByRole('list', { name: 'Example questions' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(complaints).toEqual([]);
});
