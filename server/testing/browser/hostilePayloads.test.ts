import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { countPlaces } from '#server/testing/hostile/countPlaces.ts';
import { type HostilePayload, hostilePayloads } from '#server/testing/hostile/hostilePayloads.ts';
import { type HostileBatch, insertHostile } from '#server/testing/hostile/insertHostile.ts';
import { openEach, type Visit, visit } from '#server/testing/hostile/visits.ts';
import { watchHarm } from '#server/testing/hostile/watchHarm.ts';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { browserOfFile } from './browserOfFile.ts';
import { closeAll } from './closeAll.ts';
import { dropFile } from './dropFile.ts';
import { goTo } from './goTo.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
/** `HOSTILE=500 npx vitest run --project browser hostilePayloads` tries all of them. */
const payloads = hostilePayloads(Number(process.env['HOSTILE'] ?? 48));
const batchSize = 24;
const batches = Array.from({ length: Math.ceil(payloads.length / batchSize) }, (_, index) =>
  payloads.slice(index * batchSize, (index + 1) * batchSize),
);
// below the width at which one answer's steps stand beside it: here every answer has its own
const usual = { width: 1100, height: 900 };
/** All rows of a batch are drawn. */
const tall = { width: 1100, height: 12_000 };
const modelNames = payloads.map(({ text }) => text.slice(0, 500).toWellFormed());

test('hostile texts in every field are shown as text: nothing runs, nothing is asked of anybody, no page is lost', async () => {
  await using model = await scriptedModel([], modelNames);
  await using browser = await pageUnderTest(
    chromium(),
    { modelUrl: model.url },
    { viewport: usual, reducedMotion: 'reduce' },
  );
  const { page, app, complaints } = browser;
  // all of them first: the page asks for the names of companies once
  const written: HostileBatch[] = [];
  for (const [index, batch] of batches.entries())
    written.push(await insertHostile(app.database.em.fork(), `batch-${index}`, batch));
  // a batch of them is a lot to draw
  page.setDefaultTimeout(60_000);
  const taken: string[] = [];
  page.on('dialog', (dialog) => {
    taken.push(dialog.message());
    void dialog.dismiss();
  });
  const harm = await watchHarm(page);
  await page.reload();
  const looks = { count: 0 };
  for (const [index, batch] of batches.entries()) {
    const inDatabase = written[index];
    if (inDatabase) await lookAtBatch(page, inDatabase, batch, looks);
    expect(await harm()).toEqual([]);
  }
  await goTo(page, '/settings?company=comp-123');
  const look = lookFor(page, payloads, looks);
  await page.getByRole('combobox', { name: 'Model for Answer' }).click();
  await look('[role=listbox]');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Company:/ }).click();
  await look('[role=menu]');

  expect(taken).toEqual([]);
  expect(await harm()).toEqual([]);
  expect(complaints).toEqual([]);
  const places = await countPlaces(app.database.em.fork(), payloads.at(-1)?.mark ?? '');
  process.stderr.write(
    `${payloads.length} hostile payloads in ${places} places each, ${looks.count} looks\n`,
  );
}, 1_800_000);

/** Waits until every payload can be read in what the selector names. */
const lookFor = (page: Page, batch: readonly HostilePayload[], looks: { count: number }) => {
  const marks = batch.map(({ mark }) => mark);
  return async (...inside: string[]) => {
    await visit(page, [{ path: '', marks, inside }]);
    looks.count += 1;
  };
};

async function lookAtBatch(
  page: Page,
  written: HostileBatch,
  batch: readonly HostilePayload[],
  looks: { count: number },
): Promise<void> {
  const address = (path: string, search: Record<string, string> = {}) =>
    `${path}?${new URLSearchParams({ company: written.companyId, ...search })}`;
  const look = lookFor(page, batch, looks);
  const menu = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    await look('[role=menu]');
    await closeAll(page);
  };

  await goTo(page, address(`/s/${written.sessionId}`));
  // titles in the sidebar, and an answer of each
  await look('main', 'section[aria-label=Conversations]');
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  const shown = await page.evaluate(() => document.querySelector('main')?.textContent ?? '');
  const often = batch.filter(({ mark }) => shown.split(mark).length > 4);
  expect(often).toEqual(batch);
  const opened = await openEach(page, 'main :is([data-cite], button[data-figure])');
  expect(new Set(opened).size).toBeGreaterThan(batch.length / 3);
  looks.count += opened.length;

  await page.setViewportSize(tall);
  await goTo(page, address('/calls'));
  await look('[role=table]');
  for (const name of ['Role', 'Model', 'User']) await menu(name);
  await goTo(page, address('/reviews'));
  await look('[role=list][aria-label=Reviews]');
  for (const name of ['Product', 'Source', 'Language']) await menu(name);
  await page.setViewportSize(usual);
  await page.getByRole('button', { name: 'Imports', exact: true }).click();
  await look('dialog');
  await closeAll(page);

  await goTo(page, address('/'));
  await page.getByRole('group', { name: 'Which reviews' }).getByRole('button').first().click();
  await look('[role=dialog]');
  await closeAll(page);
  const [first = ''] = written.reviewIds;
  await dropFile(page, `${first.slice(0, 200)}.csv`, importFile(batch));
  await page.getByRole('dialog').getByRole('table').waitFor();
  await look('dialog');
  await closeAll(page);

  const alone = batch.flatMap(({ mark }, index): Visit[] => {
    const products = JSON.stringify([written.reviewIds[index]]);
    const review = written.reviewIds[index] ?? '';
    const call = written.callIds[index] ?? '';
    return [
      {
        path: address('/', { company: written.companyIds[index] ?? '', products }),
        marks: [mark],
        inside: ['[aria-label="Example questions"]', '[aria-label="Which reviews"]', '[aria-label=Sidebar]'],
      },
      {
        path: address('/reviews', { call, review, products, terms: review }),
        marks: [mark],
        inside: ['dialog[aria-label=Call]', 'dialog[aria-label=Review]', '[aria-label=Filters]'],
      },
    ];
  });
  await visit(page, alone);
  looks.count += alone.length;
}

/** Every payload as the name of a column, the text of a review and its rating. */
function importFile(batch: readonly HostilePayload[]): string {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const names = batch.map(({ text }) => cell(text.slice(0, 500)));
  const rows = batch.map(({ text }, index) => [cell(text.slice(0, 5_000)), names[index], ...names].join(','));
  return [['text', 'rating', ...names].join(','), ...rows].join('\n');
}
