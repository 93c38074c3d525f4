import type { Page } from 'playwright-core';

/** Drags a file over the page and drops it in its middle. */
export async function dropFile(page: Page, name: string, content: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([name, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content ?? ''], name ?? '', { type: 'text/csv' }));
      return transfer;
    },
    [name, content] as const,
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await page.getByText('Drop a file of reviews: CSV, TSV, JSON or JSONL').waitFor();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}
