import type { Page } from 'playwright-core';

/** Goes to an address within the page, as a link of its own would: nothing is loaded anew. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => history.pushState(null, '', address), path);
}
