import type { Page } from 'playwright-core';
import { barriers } from '../barriers.ts';
import { closeAll } from '../closeAll.ts';
import type { PageState } from './PageState.ts';

const widths = { wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 740 } };
const themes = ['light', 'dark'] as const;

/** What was seen: how often it was looked, and what was wrong, as `state, width, theme: what`. */
interface Looks {
  count: number;
  faults: string[];
}

/**
 * Enters each state at each width and asks axe, of the dark theme about its colours alone; sideways scrolling is a fault too. With `SHOTS=folder` each
 * look is kept there as a picture.
 */
export async function lookAtStates(page: Page, states: readonly PageState[]): Promise<Looks> {
  const looks: Looks = { count: 0, faults: [] };
  for (const [width, viewport] of Object.entries(widths)) {
    await page.setViewportSize(viewport);
    const here = { page, isNarrow: width === 'narrow' };
    for (const state of states) {
      if (state.only && state.only !== width) continue;
      try {
        await state.enter(here);
      } catch (error) {
        looks.faults.push(`${state.name}, ${width}: it was not reached: ${String(error)}`);
      }
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        const found = await barriers(page, colorScheme === 'dark');
        if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
          found.push('it scrolls sideways');
        looks.faults.push(...found.map((fault) => `${state.name}, ${width}, ${colorScheme}: ${fault}`));
        looks.count += 1;
        await keepPicture(page, `${state.name}, ${width}, ${colorScheme}`);
      }
      await state.leave?.(here);
      await closeAll(page);
    }
  }
  return looks;
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name.replaceAll(/[^\w-]+/g, '-')}.png` });
}
