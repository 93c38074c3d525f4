import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type HostilePayload, hostilePayloads } from '#server/testing/hostile/hostilePayloads.ts';
import { insertHostile } from '#server/testing/hostile/insertHostile.ts';
import { browserOfFile } from './browserOfFile.ts';
import { dropFile } from './dropFile.ts';
import { type PageUnderTest, pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
/** `HOSTILE=500 npx vitest run --project browser hostilePayloads` tries all of them, each also on its own. */
const wanted = Number(process.env['HOSTILE'] ?? 48);
const batchSize = 24;
/** How many of a batch are opened one by one. */
const openedOf = (batch: readonly unknown[]) => (wanted > 100 ? batch.length : 3);

const payloads = hostilePayloads(wanted);
const batches = Array.from({ length: Math.ceil(payloads.length / batchSize) }, (_, index) =>
  payloads.slice(index * batchSize, (index + 1) * batchSize),
);

test('hostile texts in every field are shown as text: nothing runs, nothing is asked of anybody, no page is lost', async () => {
  // below the width at which one answer's steps stand beside it: here every answer has its own
  await using browser = await pageUnderTest(chromium(), {}, { viewport: { width: 1100, height: 900 } });
  // a batch of them is a lot to draw
  browser.page.setDefaultTimeout(60_000);
  const taken: string[] = [];
  browser.page.on('dialog', (dialog) => {
    taken.push(dialog.message());
    void dialog.dismiss();
  });
  for (const [index, batch] of batches.entries()) await tryBatch(browser, `batch-${index}`, batch, taken);
  expect(taken).toEqual([]);
  expect(browser.complaints).toEqual([]);
  process.stderr.write(`${payloads.length} hostile payloads, ${looks} looks at pages\n`);
}, 1_800_000);

async function tryBatch(
  { page, app }: PageUnderTest,
  companyId: string,
  batch: readonly HostilePayload[],
  taken: string[],
): Promise<void> {
  const { sessionId, callIds } = await insertHostile(app.database.em.fork(), companyId, batch);
  const open = async (path: string, search: Record<string, string> = {}) => {
    const query = new URLSearchParams({ company: companyId, ...search });
    await page.goto(`${app.url}${path}?${query}`);
  };
  const look = async (what: string) => taken.push(...(await harm(page)).map((found) => `${what}: ${found}`));

  await open(`/s/${sessionId}`);
  await page
    .getByRole('article')
    .nth(batch.length - 1)
    .waitFor();
  for (const { mark } of batch) expect(await page.getByText(mark).count()).toBeGreaterThan(3);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  for (const citation of await page.locator('[data-cite]').all()) {
    await citation.click();
    await page.keyboard.press('Escape');
  }
  await look('conversation');
  await page.locator('button[data-figure]').first().click();
  await page.getByRole('dialog').waitFor();
  await look('figure');

  await open('/calls');
  await page.getByRole('table').waitFor();
  await look('calls');
  await open('/reviews');
  await page
    .getByRole('main')
    .getByText(/hostile\d+end/)
    .first()
    .waitFor();
  await look('reviews');
  await open('/');
  await page.getByRole('textbox', { name: 'Your question' }).waitFor();
  await look('front page');

  for (let index = 0; index < openedOf(batch); index += 1) {
    const { text, mark } = batch[index] ?? { text: '', mark: '' };
    const short = text.slice(0, 500);
    await open('/calls', { call: callIds[index] ?? '' });
    await page.getByRole('dialog').getByText(mark).first().waitFor();
    await look('call');
    await open('/reviews', { review: short, products: JSON.stringify([short]), terms: short });
    await page.getByRole('dialog').getByText(mark).first().waitFor();
    await look('review');
    await open('/');
    await dropFile(
      page,
      `${short.slice(0, 200)}.csv`,
      `text,${cell(short)}\n${cell(text.slice(0, 5_000))},${cell(short)}\n`,
    );
    await page.getByRole('dialog').getByRole('table').waitFor();
    await look('import');
  }
}

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

let looks = 0;

/** What a payload has done to the page: run, changed its title, left an element that may load or run, or blanked it. */
async function harm(page: Page): Promise<string[]> {
  looks += 1;
  return page.evaluate(() => {
    const found: string[] = [];
    if (Reflect.has(globalThis, 'taken') || document.title === 'taken') found.push('a script ran');
    if (!document.querySelector('main')?.textContent) found.push('the page is white');
    if (document.body.textContent?.includes('This page could not be drawn')) found.push('the page broke');
    const banned = 'img, iframe, script, object, embed, base, meta, style, video, audio, math, form[action]';
    for (const { outerHTML } of document.querySelectorAll(`#root :is(${banned}), dialog :is(${banned})`))
      found.push(outerHTML.slice(0, 200));
    for (const element of document.body.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) found.push(`${name}=${value.slice(0, 100)}`);
        if (
          name === 'href' &&
          element instanceof HTMLAnchorElement &&
          !/^(https?|mailto):$/.test(element.protocol)
        )
          found.push(`link to ${value.slice(0, 100)}`);
      }
    }
    return found;
  });
}
