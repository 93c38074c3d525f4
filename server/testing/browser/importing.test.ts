import { expect, test } from 'vitest';
import { browserOfFile } from './browserOfFile.ts';
import { dropFile } from './dropFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();

const rows = Array.from({ length: 2_500 }, (_, index) => `${index},"text, ${index}",${(index % 5) + 1},note`);
const file = `key,words,stars,remark\n${rows.join('\n')}\nx,,3,note\n`;

test('a dropped file is previewed, put right, imported, reported and undone', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page, complaints } = browser;
  await dropFile(page, 'Acme reviews.csv', file);
  const dialog = page.getByRole('dialog', { name: 'Import reviews' });
  await dialog.getByRole('table').waitFor();
  expect(await dialog.getByText('Drop a file of reviews').count()).toBe(0);
  expect(await dialog.getByRole('row').count()).toBe(6);

  await dialog.getByRole('combobox', { name: 'remark' }).selectOption('Text');
  await dialog.getByText('Of 2,501 rows all can be used.').waitFor();
  await dialog.getByRole('combobox', { name: 'words' }).selectOption('Text');
  await dialog.getByText('Of 2,501 rows 1 could not be used.').waitFor();
  await dialog.getByRole('combobox', { name: 'Company' }).fill('acme');
  await dialog.getByText('A new company will be made.').waitFor();
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();

  await dialog.getByText('Acme reviews.csv is imported.').waitFor();
  expect((await dialog.getByRole('definition').allTextContents()).join(' ')).toBe('2,501 2,500 0 1');
  await dialog.getByText('Lines that could not be used: 1').click();
  await dialog.getByText('Line 2,502: the text is empty').waitFor();
  await dialog.getByRole('button', { name: 'Ask about these reviews' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.waitForURL(/company=acme/);
  const company = page.getByRole('button', { name: 'Company: acme 2,500 reviews', exact: true });
  await company.waitFor();

  await company.click();
  await page.getByRole('menuitem', { name: 'Import reviews' }).click();
  await dialog.getByText('2,500 added.').waitFor();
  await dialog.getByRole('button', { name: 'Undo import' }).click();
  await page
    .getByRole('dialog', { name: 'Undo this import?' })
    .getByRole('button', { name: /^Take back/ })
    .click();
  await dialog.getByText('It was undone.').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('acme has no reviews yet.').waitFor();
  expect(complaints).toEqual([]);
});

test('a slow preview is not applied to another file, and two quick choices of columns both count', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page, complaints } = browser;
  const late = Promise.withResolvers<void>();
  const isGuess = (url: string) => new URL(url).searchParams.get('map') === '';
  await page.route(/import\/preview.*first/, async (route) => {
    await late.promise;
    await route.continue().catch(() => undefined);
  });
  await dropFile(page, 'first.csv', 'review,stars\nThe first file,5\n');
  const dialog = page.getByRole('dialog', { name: 'Import reviews' });
  await dialog.getByText('Reading first.csv…').waitFor();
  await dropFile(page, 'second.csv', file);
  await dialog.getByRole('table').waitFor();
  late.resolve();

  const slow = Promise.withResolvers<void>();
  await page.route(/import\/preview.*second/, async (route) => {
    if (!isGuess(route.request().url())) await slow.promise;
    await route.continue().catch(() => undefined);
  });
  await dialog.getByRole('combobox', { name: 'remark' }).selectOption('Title');
  await dialog.getByRole('combobox', { name: 'words' }).selectOption('Text');
  const start = dialog.getByRole('button', { name: 'Import', exact: true });
  expect(await start.isDisabled()).toBe(true);
  slow.resolve();
  await dialog.getByText('Of 2,501 rows 1 could not be used.').waitFor();
  expect(await dialog.getByRole('combobox', { name: 'remark' }).inputValue()).toBe('title');
  expect(await dialog.getByText('The first file').count()).toBe(0);

  await dropFile(page, 'third.csv', 'review,stars\nThe third file,5\n');
  await dialog.getByText('The third file').waitFor();
  expect(await dialog.getByRole('combobox', { name: 'review' }).inputValue()).toBe('text');
  // the browser itself tells of the requests that nobody waits for any more
  expect(complaints.filter((complaint) => !complaint.includes('ERR_ABORTED'))).toEqual([]);
});

test('an import is cancelled and undone while it runs, and by the keyboard alone', async () => {
  await using browser = await pageUnderTest(chromium());
  const { page, complaints } = browser;
  const button = page.getByRole('button', { name: 'Company: Company comp-123 20 reviews', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Import reviews' }).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Import reviews' });
  const long = Array.from({ length: 30_000 }, (_, index) => `${index},${'some words '.repeat(20)}${index}`);
  await dialog.getByLabel('Choose a file').setInputFiles({
    name: 'long.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`id,text\n${long.join('\n')}`),
  });
  await dialog.getByText(/^Of the first [\d,]+ rows all can be used/).waitFor();
  await dialog.getByRole('combobox', { name: 'Company' }).press('Enter');
  await dialog.getByText(/of about [\d,]+ rows, [1-9][\d,]* added/).waitFor();
  await dialog.getByRole('button', { name: 'Cancel and undo' }).press('Enter');
  await dialog.getByText(/^[1-9][\d,]* reviews were taken back\.$/).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await button.isVisible()).toBe(true);
  // the browser itself tells of the request that was cancelled
  expect(complaints.filter((complaint) => !complaint.includes('ERR_ABORTED'))).toEqual([]);
});

test('what is no table is refused in a sentence, and the sample comes and goes', async () => {
  await using browser = await pageUnderTest(chromium(), { reviews: 0 });
  const { page } = browser;
  await page.getByRole('button', { name: 'Import reviews or add the sample' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import reviews' });
  await dialog.getByRole('button', { name: 'Add the sample' }).click();
  await dialog.getByRole('button', { name: 'Remove the sample' }).click();
  await page
    .getByRole('dialog', { name: 'Remove the sample reviews?' })
    .getByRole('button', { name: 'Remove the sample' })
    .click();
  await dialog.getByRole('button', { name: 'Add the sample' }).waitFor();
  await dropFile(page, 'page.csv', '<!DOCTYPE html><html><body>Sign in</body></html>');
  await dialog.getByRole('alert').getByText('page.csv: This is a web page').waitFor();
  await dialog.getByRole('button', { name: 'Choose another file' }).click();
  expect(await dialog.getByLabel('Choose a file').count()).toBe(1);
});
