import type { Page } from 'playwright-core';

/** Writes a question into the composer and sends it with Enter. */
export async function askOnPage(page: Page, question: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill(question);
  await page.keyboard.press('Enter');
}

/** Resolves once the last answer on the page is over, however it ended. */
export async function answerIsOver(page: Page): Promise<void> {
  await page
    .getByRole('article')
    .last()
    .getByRole('link', { name: /calls?$/ })
    .waitFor();
}
