import { setTimeout as sleep } from 'node:timers/promises';
import type { CrashSite } from './crashSite.ts';

/** Resolves once the upstream is working on a request. */
export async function underLoad({ chaosUrl }: CrashSite): Promise<void> {
  for (;;) {
    const response = await fetch(new URL('/_chaos/stats', chaosUrl));
    const { open }: { open: number } = await response.json();
    if (open > 0) return;
    await sleep(20);
  }
}
