import type { Page } from 'playwright-core';

/** An address within the page, and what has to be read there before the next one is gone to. */
export interface Visit {
  path: string;
  marks: readonly string[];
  /** Where they are to be read: in each of these. */
  inside: readonly string[];
}

/** Goes to one address after the other without loading anything anew, all in the page itself: a visit takes what drawing takes. */
export async function visit(page: Page, visits: readonly Visit[]): Promise<void> {
  const missing = await page.evaluate(async (visits) => {
    const mostMs = 30_000;
    const reads = ({ inside, marks }: (typeof visits)[number]) =>
      inside.every((selector) => {
        const text = [...document.querySelectorAll(selector)].map((element) => element.textContent).join(' ');
        return marks.every((mark) => text.includes(mark));
      });
    for (const next of visits) {
      if (next.path !== '') history.pushState(null, '', next.path);
      const sinceMs = performance.now();
      while (!reads(next)) {
        if (performance.now() - sinceMs > mostMs) return next;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
    return null;
  }, visits);
  if (missing)
    throw new Error(`${missing.inside} at ${missing.path.slice(0, 200)} lacks some of ${missing.marks}.`);
}

/** Presses everything in the page that opens a dialog over an answer, and closes it: a citation, a count. Answers the marks read in them. */
export function openEach(page: Page, selector: string): Promise<string[]> {
  return page.evaluate(async (selector) => {
    const marks: string[] = [];
    const until = async (isSo: () => boolean) => {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    for (const button of document.querySelectorAll<HTMLElement>(selector)) {
      button.click();
      await until(() => /hostile\d+end/.test(document.querySelector('dialog')?.textContent ?? ''));
      const dialog = document.querySelector('dialog');
      marks.push(...(dialog?.textContent.match(/hostile\d+end/g) ?? []));
      dialog?.close();
      await until(() => document.querySelector('dialog') === null);
    }
    return marks;
  }, selector);
}
