import type { CDPSession, Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { hangsAfter } from '#server/testing/scriptStep.ts';
import { askOnPage } from './askOnPage.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
const patient = { timeout: 15_000 };
/** What a page asks for that follows for itself. */
const followsAlone = (page: Page) => {
  const streams: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/trpc/chat.stream?')) streams.push(request.url());
  });
  return streams;
};

async function workersOf(session: CDPSession): Promise<string[]> {
  const { targetInfos } = await session.send('Target.getTargets');
  return targetInfos.filter(({ type }) => type === 'shared_worker').map(({ targetId }) => targetId);
}

test('a shared worker that is slow to begin is waited for, however long it says nothing', async () => {
  await using model = await scriptedModel([hangsAfter('Seen at last')]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, app, complaints } = browser;
  const session = await chromium().newBrowserCDPSession();
  // held by a debugger, it has not run its first line
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'shared_worker' }],
  });
  const alone = followsAlone(page);
  await page.clock.install();
  await askOnPage(page, 'Hello');
  await vi.waitFor(async () => expect(await workersOf(session)).toHaveLength(1), patient);
  await page.clock.fastForward(120_000);
  await session.detach();
  await page.getByText('Seen at last').waitFor();
  expect(app.app.services.chat.followers()).toBe(1);
  expect(alone).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a shared worker that dies is replaced by one, and every tab goes on where it was', async () => {
  await using model = await scriptedModel([hangsAfter('Seen by all')]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, openTab, app, complaints } = browser;
  await askOnPage(page, 'Hello');
  await page.getByText('Seen by all').waitFor();
  const tabs = [page, await openTab(), await openTab()];
  const alone = tabs.map(followsAlone);
  for (const tab of tabs.slice(1)) await tab.goto(page.url());
  for (const tab of tabs) await tab.getByText('Seen by all').waitFor();

  const session = await chromium().newBrowserCDPSession();
  const [first = ''] = await workersOf(session);
  await session.send('Target.closeTarget', { targetId: first });
  await vi.waitFor(async () => {
    const now = await workersOf(session);
    expect(now.length === 1 && now[0] !== first).toBe(true);
    expect(app.app.services.chat.followers()).toBe(1);
  }, patient);
  await page.getByRole('button', { name: 'Stop' }).click();
  for (const tab of tabs) await tab.getByText(/^Stopped after/).waitFor();
  expect(alone.flat()).toEqual([]);
  expect(complaints).toEqual([]);
  await session.detach();
});
