import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { hangsAfter, says } from '#server/testing/scriptStep.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
const examples = fileURLToPath(new URL('../../../examples', import.meta.url));

test('the hook alone asks, streams, draws the tree and stops', async () => {
  const built = await mkdtemp(join(tmpdir(), 'candor-examples-'));
  try {
    const output = { outDir: built, emptyOutDir: true };
    await build({ root: examples, configFile: false, base: '/examples/', logLevel: 'error', build: output });
    await using model = await scriptedModel([says('Hi, I am Candor.'), hangsAfter('One moment')]);
    await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
    const { page } = browser;
    await page.route('**/examples/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      const file = pathname.replace('/examples/', '') || 'index.html';
      const contentType = file.endsWith('.js') ? 'text/javascript' : 'text/html';
      await route.fulfill({ body: await readFile(join(built, file)), contentType });
    });
    await page.goto(`${browser.app.url}/examples/`);

    await page.getByRole('textbox', { name: 'Question' }).fill('Hello');
    await page.getByRole('button', { name: 'Ask' }).click();
    const answer = page.locator('[data-role=assistant]');
    await answer.getByText('Hi, I am Candor.').waitFor();
    await page.getByRole('button', { name: 'Ask' }).and(page.locator(':enabled')).waitFor();
    await page.getByText('LLM calls: 1').waitFor();

    await page.getByRole('textbox', { name: 'Question' }).fill('Thanks');
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByText('One moment').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Run (stopped)').waitFor();
    expect(await answer.count()).toBe(2);
    expect(browser.complaints).toEqual([]);
  } finally {
    await rm(built, { recursive: true, force: true });
  }
});
