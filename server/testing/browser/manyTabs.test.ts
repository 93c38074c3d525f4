import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { startChaos } from '#server/testing/chaos/startChaos.ts';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
const questions = ['loading', 'crashes', 'Slack', 'boards', 'calendars', 'support', 'examples', 'phones'].map(
  (subject) => `What do customers say about ${subject}?`,
);
const answerOf = (page: Page) => page.getByRole('article').locator('.prose');

// nine pages on two cores that others use as well
const busy = { timeout: 480_000 };

test(
  'eight tabs with an answer each in the making share one connection, and nobody waits for it',
  busy,
  async () => {
    await using chaos = await startChaos();
    const writing = chaos.gate({ match: { role: 'Answer' }, at: 5 });
    // nine pages take their time on a busy machine, and every answer is held until the last of them is there
    const timeouts = { firstTokenMs: 300_000, idleMs: 300_000, totalMs: 600_000 };
    await using browser = await pageUnderTest(chromium(), { modelUrl: chaos.url, timeouts });
    const { page, openTab, app, complaints } = browser;
    page.context().setDefaultTimeout(90_000);
    const tabs = [page, ...(await Promise.all(questions.slice(1).map(openTab)))];

    for (const [index, tab] of tabs.entries()) await askOnPage(tab, questions[index] ?? '');
    for (const tab of tabs) await answerOf(tab).waitFor();
    // the one connection is opened anew whenever a run joins it
    await vi.waitFor(() => expect(app.app.services.chat.followers()).toBe(tabs.length), { timeout: 10_000 });

    // with a connection for each, the browser's six would all be taken and these would wait for ever
    const ninth = await openTab();
    await askOnPage(ninth, 'What do customers say about Sundays?');
    await answerOf(ninth).waitFor();
    await ninth.reload();
    await answerOf(ninth).waitFor();
    const begun = await Promise.all(tabs.map((tab) => answerOf(tab).innerText()));

    writing.open();
    for (const [index, tab] of [...tabs, ninth].entries()) {
      await answerIsOver(tab);
      const live = await answerOf(tab).innerText();
      expect(live.startsWith(begun[index] ?? '')).toBe(true);
      await tab.reload();
      await answerIsOver(tab);
      expect(await answerOf(tab).innerText()).toBe(live);
    }
    await vi.waitFor(() => expect(app.app.services.chat.followers()).toBe(0));
    expect(complaints).toEqual([]);
  },
);
