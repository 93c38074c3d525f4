import { expect, test } from 'vitest';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();

test('the calls of an answer are listed from its footer, and each opens with its whole request and response', async () => {
  await using browser = await pageUnderTest(chromium(), { env: { OFFLINE_PACE: '0' } });
  const { page, complaints } = browser;
  await askOnPage(page, 'What do happy customers praise?');
  await answerIsOver(page);
  await page.getByRole('link', { name: '4 calls' }).click();
  const rows = page.getByRole('row');
  await rows.nth(4).waitFor();
  expect(await rows.count()).toBe(5);

  await page.getByRole('button', { name: 'offline/writer' }).click();
  const call = page.getByRole('dialog', { name: 'Call' });
  await call.getByText('What do happy customers praise?').first().waitFor();
  expect(await call.getByRole('region', { name: 'Response' }).innerText()).toContain('reviews');
  await page.reload();
  await call.getByRole('button', { name: 'Close' }).click();
  await call.waitFor({ state: 'detached' });

  await page.getByRole('combobox', { name: 'Status' }).selectOption('error');
  await page.getByText('No call matches these filters.').waitFor();
  expect(new URL(page.url()).searchParams.get('status')).toBe('error');
  await page.getByRole('button', { name: 'Clear' }).click();
  await rows.nth(4).waitFor();
  expect(complaints).toEqual([]);
});
