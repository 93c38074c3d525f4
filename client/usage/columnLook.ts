import type { Measure } from './measures.ts';

const widths: Record<Measure, string> = { calls: 'w-16', tokens: 'w-24', cost: 'w-22' };

/** Where a column of figures stands; where it is narrow only the measure asked for has one. */
export const columnLook = (name: Measure, measure: Measure) =>
  `${widths[name]} text-right ${name === measure ? '' : 'max-sm:hidden'}`;
