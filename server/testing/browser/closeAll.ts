import type { Page } from 'playwright-core';

/** Closes every dialog, menu and panel. Esc with nothing open would stop an answer. */
export async function closeAll(page: Page): Promise<void> {
  const popups = page.locator('[data-side][data-open]');
  while ((await popups.count()) > 0) {
    await page.keyboard.press('Escape');
    await popups.last().waitFor({ state: 'detached' });
  }
  await page.evaluate(() => {
    for (const dialog of [...document.querySelectorAll('dialog')].toReversed()) dialog.close();
  });
  await page.locator('dialog').first().waitFor({ state: 'detached' });
}
