const MINUTE_MS = 60_000;

/** When a limit is reached at the pace so far; null when not before the window ends, or when nothing tells a pace yet. */
export function runsOutAt(use: {
  settled: number;
  limit: number;
  sinceMs: number;
  nowMs: number;
  resetsAt: string | null;
}): string | null {
  const { settled, limit, sinceMs, nowMs, resetsAt } = use;
  if (settled === 0) return null;
  if (settled >= limit) return new Date(nowMs).toISOString();
  // one call in the first second of a month says nothing about the month
  const perMs = settled / Math.max(nowMs - sinceMs, MINUTE_MS);
  const atMs = nowMs + (limit - settled) / perMs;
  const endMs = resetsAt === null ? nowMs + 100 * 365 * 24 * 60 * MINUTE_MS : Date.parse(resetsAt);
  return atMs < endMs ? new Date(atMs).toISOString() : null;
}
