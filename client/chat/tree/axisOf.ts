const stepsMs = [1, 2, 4, 10, 20, 40, 60, 120, 240].map((seconds) => seconds * 1_000);

/**
 * How much time the waterfall spans. Over: what the run took. Under way: the next round span, so that bars grow on a
 * scale that changes seldom.
 */
export function axisOf(elapsedMs: number, isOver: boolean): number {
  if (isOver) return Math.max(1, elapsedMs);
  const longestMs = stepsMs.at(-1) ?? 1;
  return stepsMs.find((stepMs) => elapsedMs < stepMs) ?? Math.ceil((elapsedMs + 1) / longestMs) * longestMs;
}

/** Where a stretch of time lies on an axis, in per cent, never outside of it. */
export function placeOn(axisMs: number, startMs: number, ms: number): { left: string; width: string } {
  const left = Math.min(1, Math.max(0, startMs / axisMs));
  const width = Math.min(1 - left, Math.max(0, ms / axisMs));
  return { left: `${(left * 100).toFixed(2)}%`, width: `${(width * 100).toFixed(2)}%` };
}
