import type { Page } from 'playwright-core';

/** What payloads have done to a page since it was opened: run, renamed or blanked it, left what may load or run. */
type Harm = () => Promise<string[]>;

/** Watches every element and attribute that ever comes into the page, from its next document on, which has to be its last. */
export async function watchHarm(page: Page): Promise<Harm> {
  await page.addInitScript(() => {
    const banned =
      ':is(img, iframe, script, object, embed, base, meta, style, video, audio, math, form[action])';
    const harm = new Set<string>();
    Reflect.set(globalThis, 'harmSeen', harm);
    const check = (element: Element) => {
      if (element.matches(banned)) harm.add(element.outerHTML.slice(0, 200));
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) harm.add(`${name}=${value.slice(0, 100)}`);
        const isLink = name === 'href' && element instanceof HTMLAnchorElement;
        if (isLink && !/^(https?|mailto):$/.test(element.protocol))
          harm.add(`link to ${value.slice(0, 100)}`);
      }
    };
    const watch = new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        if (!document.body?.contains(target)) continue;
        if (target instanceof Element) check(target);
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          check(node);
          for (const inside of node.querySelectorAll('*')) check(inside);
        }
      }
    });
    watch.observe(document, { subtree: true, childList: true, attributes: true });
  });
  return () =>
    page.evaluate(() => {
      const harm: unknown = Reflect.get(globalThis, 'harmSeen');
      const found = harm instanceof Set ? [...harm].map(String) : ['the page was loaded anew'];
      if (Reflect.has(globalThis, 'taken') || document.title === 'taken') found.push('a script ran');
      if (!document.querySelector('main')?.textContent) found.push('the page is white');
      if (document.title.startsWith('Something broke')) found.push('the page broke');
      return found;
    });
}
