import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { type Chaos } from '#server/testing/chaos/chaos.ts';
import { startChaos } from '#server/testing/chaos/startChaos.ts';
import { seededRandom } from '#server/testing/crash/seededRandom.ts';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
const seed = Number(process.env['SEED'] ?? 30);

test('a tab that is reloaded at thirty moments of a run shows what the tab beside it shows, to its end', async () => {
  await using chaos = await startChaos();
  const moments = thirtyMoments(chaos);
  await using browser = await pageUnderTest(chromium(), { modelUrl: chaos.url });
  const { page: live, openTab, complaints } = browser;
  await askOnPage(live, 'What are the top product gaps from negative reviews?');
  await live.waitForURL(/\/s\//);
  const reloaded = await openTab();
  await reloaded.goto(live.url());

  for (const moment of moments) {
    await moment.reached;
    await reloaded.reload();
    await reloaded.getByRole('article').waitFor();
    // the live tab may still be on its way to this moment
    await vi.waitFor(async () => expect(await textOf(reloaded)).toBe(await textOf(live)), 15_000);
    moment.open();
  }
  await answerIsOver(live);
  await answerIsOver(reloaded);
  expect(await textOf(live)).toContain('Based on');
  expect(await textOf(reloaded)).toBe(await textOf(live));
  await reloaded.reload();
  await answerIsOver(reloaded);
  expect(await textOf(reloaded)).toBe(await textOf(live));
  expect(complaints).toEqual([]);
}, 240_000);

/** Where the run is held, in the order in which it comes there: in each agent's call, and within the answer by chance. */
function thirtyMoments(chaos: Chaos) {
  const random = seededRandom(seed);
  const inCalls = ['planner', 'retriever', 'analyst'].flatMap((role) =>
    (['request', 'headers', 'end'] as const).map((at) => ({ match: { role, nth: 1 }, at })),
  );
  const places = Array.from({ length: 40 }, (_, place) => ({ place, by: random() }))
    .toSorted((a, b) => a.by - b.by)
    .slice(0, 21)
    .map(({ place }) => place)
    .toSorted((a, b) => a - b);
  const inAnswer = places.map((at) => ({ match: { role: 'writer' }, at }));
  return [...inCalls, ...inAnswer].map((options) => chaos.gate(options));
}

/** What the answer and its steps say; how long something has taken so far differs from moment to moment. */
async function textOf(page: Page): Promise<string> {
  const answer = await page.getByRole('article').innerText();
  const tree = await page.getByRole('region', { name: 'Execution tree' }).innerText();
  return `${answer}\n${tree}`.replace(/\d[\d.]* (?:ms|s|min)\b/g, '');
}
