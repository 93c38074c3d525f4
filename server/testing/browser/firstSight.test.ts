import { expect, test } from 'vitest';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { barriers } from './barriers.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();

test.each([
  ['wide', { colorScheme: 'light' as const }],
  ['dark', { colorScheme: 'dark' as const }],
  ['narrow', { viewport: { width: 360, height: 740 } }],
])('the page has no barriers and no sideways scrolling (%s)', async (_name, look) => {
  await using browser = await pageUnderTest(chromium(), { env: { OFFLINE_PACE: '0' } }, look);
  const { page, complaints } = browser;
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  await page.getByRole('list', { name: 'Example questions' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(await fits()).toBe(true);

  await askOnPage(page, 'What are the top product gaps from negative reviews?');
  await answerIsOver(page);
  expect(await barriers(page)).toEqual([]);
  expect(await fits()).toBe(true);

  await page.getByRole('link', { name: 'Calls', exact: true }).click();
  await page.getByRole('table').waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(await fits()).toBe(true);
  expect(complaints).toEqual([]);
});

test('a company without reviews says how to import them', async () => {
  await using browser = await pageUnderTest(chromium(), { reviews: 0 });
  await browser.page.getByText('npm run import -- reviews.csv --company comp-123').waitFor();
  expect(browser.complaints).toEqual([]);
});

test('says that no language model is connected, until that is dismissed', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page } = browser;
  const banner = page.getByRole('complementary', { name: 'Language model' });
  await banner.getByText(/No language model is connected.*OPENROUTER_API_KEY/).waitFor();
  await banner.getByRole('button', { name: 'Dismiss' }).click();
  await banner.waitFor({ state: 'detached' });
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
