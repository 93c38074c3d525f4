import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
/** WCAG 2.2 AA and what axe calls good practice; the size of targets is off in axe unless it is asked for. */
const rules = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  // style sheets are asked for by one rule, of turned screens, which reads those of the page without it
  preload: false,
};

/** All that a theme changes is colours. */
const colourRules = {
  ...rules,
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  rules: {},
};

/** What axe finds wrong with the page, or with its colours alone, as `rule: element`. */
export async function barriers(page: Page, ofColours = false): Promise<string[]> {
  // once a document: it takes longer to read than to run
  if (!(await page.evaluate(() => Reflect.has(globalThis, 'axe')))) await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    `axe.run(document, ${JSON.stringify(ofColours ? colourRules : rules)}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`,
  );
  return found as string[];
}
