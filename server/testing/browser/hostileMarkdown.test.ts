import { expect, test } from 'vitest';
import { scriptedModel } from '#server/testing/scriptedModel.ts';
import { says } from '#server/testing/scriptStep.ts';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { browserOfFile } from './browserOfFile.ts';
import { pageUnderTest } from './pageUnderTest.ts';

const chromium = browserOfFile();
const elsewhere = 'https://evil.example';
// shorter than the most that an answer may be
const hostile = [
  `![pixel](${elsewhere}/inline.png) and ![by reference][pixel]`,
  `[pixel]: ${elsewhere}/reference.png`,
  `<img src="${elsewhere}/html.png" onerror="document.title='taken'">`,
  '<svg onload="document.title=\'taken\'"><script>document.title="taken"</script></svg>',
  `<style>@import url(${elsewhere}/a.css)</style><meta http-equiv="refresh" content="0;url=${elsewhere}">`,
  `<iframe srcdoc="<script>parent.document.title='taken'</script>"></iframe><math href="${elsewhere}">x</math>`,
  '[run](javascript:document.title="taken") [tab](java\tscript:alert(1)) [data](data:text/html,<script>1</script>)',
  `[no scheme](//evil.example/x) ${elsewhere}/auto [bank](${elsewhere}/phish)`,
  '>'.repeat(3000),
  `${'- '.repeat(200)}deep`,
  `${'['.repeat(2000)}`,
  `| ${'cell | '.repeat(100)}\n| ${'- | '.repeat(100)}\n| ${'x | '.repeat(100)}`,
  'The end.\n\n```js\nnever closed',
].join('\n\n');

test('an answer full of traps is shown, runs nothing and asks nobody else for anything', async () => {
  await using model = await scriptedModel([says(hostile)]);
  await using browser = await pageUnderTest(chromium(), { modelUrl: model.url });
  const { page, complaints } = browser;
  await askOnPage(page, 'Hello');
  await page.getByText('The end.').waitFor();
  await answerIsOver(page);

  const answer = page.getByRole('article');
  expect(await page.title()).toBe('Hello · Candor');
  expect(await answer.locator('img, svg[onload], script, style, iframe, meta').count()).toBe(0);
  expect(await answer.getByText('[image: pixel]').count()).toBe(1);
  const links = await answer
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links.filter((href) => !href?.startsWith('/calls'))).toEqual([
    `${elsewhere}/auto`,
    `${elsewhere}/phish`,
  ]);
  expect(await answer.getByRole('link', { name: 'bank (evil.example)' }).getAttribute('rel')).toBe(
    'noopener noreferrer nofollow',
  );
  expect(complaints).toEqual([]);
});

test('a poisoned question, title and model name are text wherever they appear', async () => {
  const poison = '<img src=x onerror="document.title=\'taken\'">';
  await using model = await scriptedModel([says('Fine.')]);
  await using browser = await pageUnderTest(chromium(), {
    modelUrl: model.url,
    env: { MODEL: 'vendor/<b>bold</b>' },
  });
  const { page, complaints } = browser;
  await askOnPage(page, `Hello`);
  await answerIsOver(page);
  await page.goto(
    `${browser.app.url}/calls?model=${encodeURIComponent(poison)}&status=${encodeURIComponent(poison)}`,
  );
  await page.getByText('No call matches these filters.').waitFor();
  await page.goto(`${browser.app.url}/calls`);
  await page.getByRole('table').getByRole('button', { name: 'Answer' }).click();
  await page.getByRole('heading', { name: 'Request' }).waitFor();
  expect(await page.locator('dialog b, dialog img').count()).toBe(0);
  expect(await page.title()).toBe('Calls · Candor');
  expect(complaints).toEqual([]);
});
