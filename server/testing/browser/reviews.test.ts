import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { barriers } from './barriers.ts';
import { browserOfFile } from './browserOfFile.ts';
import { dropFile } from './dropFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';
import { scrollToEnd } from './scrollToEnd.ts';

const chromium = browserOfFile();
const patient = { timeout: 30_000 };
const search = (page: Page) => new URL(page.url()).searchParams;
const count = (page: Page) => page.getByRole('definition').first().innerText();

test('reviews are searched and narrowed; what is in force survives a reload and going back, and is asked about', async () => {
  await using browser = await pageUnderTest(chromium(), { reviews: 60 });
  const { page, app, complaints } = browser;
  await page.goto(`${app.url}/reviews`);
  await expect.poll(() => count(page), patient).toBe('60');
  await page.getByRole('button', { name: /^1 star/ }).click();
  await expect.poll(() => count(page), patient).toBe('12');
  await page.getByRole('button', { name: /^2 stars/ }).click();
  await expect.poll(() => count(page), patient).toBe('24');
  expect([search(page).get('minRating'), search(page).get('maxRating')]).toEqual(['1', '2']);
  await page.getByRole('searchbox', { name: 'Search reviews' }).fill('crashes or nothingness');
  await expect.poll(() => count(page), patient).toBe('12');
  expect(await page.locator('mark').first().innerText()).toBe('crashes');
  await page.getByRole('button', { name: 'Product' }).click();
  await page.getByRole('menuitemcheckbox', { name: /^Mobile app/ }).click();
  await expect.poll(() => count(page), patient).toBe('6');
  await page.reload();
  await expect.poll(() => count(page), patient).toBe('6');
  expect(await page.getByRole('searchbox', { name: 'Search reviews' }).inputValue()).toBe(
    'crashes or nothingness',
  );
  expect(await barriers(page)).toEqual([]);

  await page
    .getByRole('button', { name: /^Open review/ })
    .first()
    .click();
  await page.getByRole('dialog', { name: 'Review' }).getByText('It crashes every time').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => search(page).get('review'), patient).toBe(null);
  // one step at a time: a browser drops a step back that comes while another is under way
  for (const [key, before] of [
    ['review', expect.any(String)],
    ['review', null],
    ['products', null],
  ] as const) {
    await page.goBack();
    await expect.poll(() => search(page).get(key), patient).toEqual(before);
  }
  await expect.poll(() => count(page), patient).toBe('12');
  await page.getByRole('link', { name: 'Ask about these' }).click();
  await page.getByRole('textbox', { name: 'Your question' }).waitFor();
  await page.getByText('negative reviews', { exact: true }).waitFor();
  expect(search(page).get('maxRating')).toBe(null);
  expect(complaints).toEqual([]);
});

test('many reviews are scrolled with few of them drawn, to the last', async () => {
  await using browser = await pageUnderTest(chromium(), { reviews: 1_200 });
  const { page, app, complaints } = browser;
  await page.goto(`${app.url}/reviews`);
  await page.getByRole('listitem').nth(3).waitFor();
  const toEnd = () => scrollToEnd(page, 'aria-posinset');
  await expect.poll(async () => (await toEnd()).last, { timeout: 90_000, interval: 100 }).toBe(1_200);
  expect((await toEnd()).drawn).toBeLessThan(60);
  expect(complaints).toEqual([]);
});

test('a file dropped on the page is among its imports, and undone there', async () => {
  await using browser = await pageUnderTest(chromium(), { reviews: 5 });
  const { page, app, complaints } = browser;
  await page.goto(`${app.url}/reviews`);
  await expect.poll(() => count(page), patient).toBe('5');
  await dropFile(page, 'more.csv', 'text,rating\nSlow on Mondays,1\nFast on Fridays,5\n');
  const importing = page.getByRole('dialog', { name: 'Import reviews' });
  await importing.getByRole('combobox', { name: 'Company' }).fill('comp-123');
  await importing.getByRole('button', { name: 'Import', exact: true }).click();
  await importing.getByText('more.csv is imported.').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => count(page), patient).toBe('7');

  await page.getByRole('button', { name: 'Imports', exact: true }).click();
  const imports = page.getByRole('dialog', { name: 'Imports' });
  await imports.getByText('2 added.').waitFor();
  expect(await barriers(page)).toEqual([]);
  await imports.getByRole('button', { name: 'Undo import' }).click();
  await page
    .getByRole('dialog', { name: 'Undo this import?' })
    .getByRole('button', { name: /^Take back/ })
    .click();
  await imports.getByText('It was undone.').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => count(page), patient).toBe('5');
  expect(complaints).toEqual([]);
});

test('without reviews the page says how they get here; without a match, how to see them again', async () => {
  await using browser = await pageUnderTest(
    chromium(),
    { reviews: 3 },
    { viewport: { width: 360, height: 740 } },
  );
  const { page, app, complaints } = browser;
  await page.goto(`${app.url}/reviews?terms=heliotrope`);
  await page.getByText('No review matches these filters.').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show all reviews' }).click();
  await expect.poll(() => count(page), patient).toBe('3');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(await barriers(page)).toEqual([]);
  await sql`insert into companies (id, name) values ('empty', 'Empty')`.execute(
    app.database.em.fork().getKysely(),
  );
  await page.goto(`${app.url}/reviews?company=empty`);
  await page.getByText('Empty has no reviews yet').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Import reviews', exact: true }).last().click();
  await page.getByRole('dialog', { name: 'Import reviews' }).getByText('Choose a file').waitFor();
  expect(complaints).toEqual([]);
});
