/** What the axes of every chart look like. */
export const axisLook = {
  tickLine: false,
  axisLine: false,
  tick: { fill: 'var(--ink-soft)' },
} as const;
