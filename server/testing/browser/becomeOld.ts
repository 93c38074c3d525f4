import type { Page } from 'playwright-core';

/** Lets the server seem to have another build of the page, until `system.status` is unrouted. */
export async function becomeOld(page: Page): Promise<void> {
  await page.route('**/trpc/system.status*', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/"build":"\w+"/, '"build":"another"');
    await route.fulfill({ response, body });
  });
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByText('Candor was updated.').waitFor();
}
