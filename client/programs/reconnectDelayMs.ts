const firstMs = 100;
const capMs = 3_000;

/** How long to wait before the n-th try in a row (0 is the first): doubling from 100 ms to 3 s, the upper half at random. */
export function reconnectDelayMs(failures: number, random: () => number = Math.random): number {
  const ceilingMs = Math.min(capMs, firstMs * 2 ** failures);
  return ceilingMs * (0.5 + random() / 2);
}
