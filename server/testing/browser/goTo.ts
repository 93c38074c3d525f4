import type { Page } from 'playwright-core';

/** Goes to an address within the page, as a link of its own would: nothing is loaded anew. Resolves once it is shown. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(async (address) => {
    history.pushState(null, '', address);
    const router: { load: () => Promise<void> } = Reflect.get(globalThis, '__TSR_ROUTER__');
    // until then what was there before can still be seen, and pressed
    await router.load();
  }, path);
}
