import type { Page } from 'playwright-core';
import { dropFile } from '../dropFile.ts';
import { goTo } from '../goTo.ts';
import type { PageState, Stage } from './PageState.ts';

async function frontPage({ page }: Stage): Promise<void> {
  await goTo(page, '/');
  await page.getByRole('list', { name: 'Example questions' }).getByRole('button').first().waitFor();
}

/** A file with one row that has no text, as far as its preview. */
async function dropReviews(page: Page): Promise<void> {
  const text = 'key,review,stars,remark\n1,"Slow, on Mondays",1,a\n2,Fast,5,b\n,,3,c\n';
  await dropFile(page, 'Acme reviews.csv', text);
  await page.getByText('Of 3 rows 1 could not be used.').waitFor();
}

/** The page that one comes to first, with the sample company and with none. */
export const frontPageStates: readonly PageState[] = [
  { name: 'front page', enter: frontPage },
  {
    name: 'what to do without a model',
    enter: async (stage) => {
      await frontPage(stage);
      await stage.page.getByRole('button', { name: 'No model connected' }).click();
      await stage.page
        .getByRole('dialog', { name: 'No model connected' })
        .getByText('OPENROUTER_API_KEY')
        .waitFor();
    },
  },
  {
    name: 'which reviews to ask about',
    enter: async (stage) => {
      await frontPage(stage);
      const which = stage.page.getByRole('group', { name: 'Which reviews' });
      await which.getByRole('button', { name: /^All / }).click();
      await stage.page.getByRole('radio', { name: 'Negative' }).check();
      await which.getByRole('button', { name: 'Remove negative reviews' }).waitFor();
    },
  },
  {
    name: 'a question written, with its limits and what it will take',
    enter: async (stage) => {
      await frontPage(stage);
      await stage.page.getByRole('button', { name: 'Remove negative reviews' }).waitFor();
      await stage.page.getByRole('textbox', { name: 'Your question' }).fill('What do people say of the app?');
      await stage.page.getByText(/^≈ [\d,]+ tokens/).waitFor();
    },
    leave: async ({ page }) => {
      await page.getByRole('textbox', { name: 'Your question' }).fill('');
      await page.getByRole('button', { name: 'Remove negative reviews' }).click();
    },
  },
  {
    name: 'a question that is too long',
    enter: async (stage) => {
      await frontPage(stage);
      await stage.page.getByRole('textbox', { name: 'Your question' }).fill('long '.repeat(6_500));
      await stage.page.getByText(/shorten the question to send it/).waitFor();
    },
    leave: ({ page }) => page.getByRole('textbox', { name: 'Your question' }).fill(''),
  },
  {
    name: 'a file over the page',
    enter: async ({ page }) => {
      await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([''], 'reviews.csv'));
        document.body.dispatchEvent(
          new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }),
        );
      });
      await page.getByText('Drop a file of reviews: CSV').waitFor();
    },
    leave: ({ page }) =>
      page.evaluate(() => document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true }))),
  },
  {
    name: 'company without reviews',
    enter: async ({ page }) => {
      await goTo(page, '/?company=empty');
      await page.getByText('Nothing Yet has no reviews yet.').waitFor();
    },
    leave: ({ page }) => goTo(page, '/?company=comp-123'),
  },
  {
    name: 'company that is not here',
    enter: async ({ page }) => {
      await goTo(page, '/?company=nobody');
      await page.getByText('There is no company here yet.').waitFor();
    },
    leave: ({ page }) => goTo(page, '/?company=comp-123'),
  },
  {
    name: 'import of a file, looked through first',
    enter: async ({ page }) => {
      await dropReviews(page);
    },
  },
  {
    name: 'file that cannot be read',
    enter: async ({ page }) => {
      await dropFile(page, 'page.csv', '<!DOCTYPE html><html><body>Sign in</body></html>');
      await page.getByText('page.csv: This is a web page').waitFor();
    },
  },
  {
    name: 'import done',
    enter: async ({ page }) => {
      await dropReviews(page);
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      await page.getByText('Acme reviews.csv is imported.').waitFor();
      await page.getByText('Lines that could not be used: 1').click();
    },
  },
];
