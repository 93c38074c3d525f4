import type { Figure } from '#shared/figure.ts';

/** A count as whole per cent of its base, rounded half up; null where there is no base. */
export function shareOf({ count, base }: Pick<Figure, 'count' | 'base'>): number | null {
  return base === 0 ? null : Math.round((100 * count) / base);
}
