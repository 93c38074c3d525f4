import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildPage } from '#server/buildPage.ts';
import { type TestApp, testApp } from '#server/testing/testApp.ts';

type AppOptions = NonNullable<Parameters<typeof testApp>[0]>;

/** The page of a running app, in a real browser whose complaints are kept. */
export interface PageUnderTest extends AsyncDisposable {
  page: Page;
  app: TestApp;
  /** What no page should do: complaints on the console, breaches of its policy, requests to anywhere else. */
  complaints: string[];
  /** Another tab of the same browser, watched as well. */
  openTab: () => Promise<Page>;
}

/** Starts an app and opens its front page in a fresh profile. At the offline engine's pace of two seconds, unless said. */
export async function pageUnderTest(
  browser: Browser,
  options: AppOptions = {},
  look: BrowserContextOptions = {},
): Promise<PageUnderTest> {
  const pageFolder = await buildPage(() => undefined);
  const app = await testApp({ ...options, env: { OFFLINE_PACE: '2', ...options.env }, pageFolder });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...look });
  context.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  await context.exposeFunction('reportBreach', (breach: string) => void complaints.push(breach));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(globalThis, 'reportBreach');
      if (typeof report === 'function') report(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  const openTab = async () => {
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        complaints.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(app.url)) complaints.push(`outside: ${request.url()}`);
    });
    await page.goto(app.url);
    return page;
  };
  return {
    page: await openTab(),
    app,
    complaints,
    openTab,
    async [Symbol.asyncDispose]() {
      await context.close();
      await app[Symbol.asyncDispose]();
    },
  };
}
