import type { Page } from 'playwright-core';

/** How far a virtual list has come: the place of its last drawn row, and how many rows are drawn. */
interface ListPlace {
  last: number;
  drawn: number;
}

/** Scrolls to the end of what a virtual list has loaded; `place` is the attribute in which its rows say where they stand. */
export function scrollToEnd(page: Page, place: 'aria-rowindex' | 'aria-posinset'): Promise<ListPlace> {
  return page.evaluate((attribute) => {
    const rows = [...document.querySelectorAll(`[${attribute}]`)];
    let scroller: Element | null | undefined = rows[0];
    while (scroller && getComputedStyle(scroller).overflowY !== 'auto') scroller = scroller.parentElement;
    scroller?.scrollTo(0, scroller.scrollHeight);
    return {
      last: Math.max(...rows.map((row) => Number(row.getAttribute(attribute)))),
      drawn: rows.length,
    };
  }, place);
}
