/** A moment as the database gives it; null where it is infinite. */
export function isoOrNull(moment: Date | string | number): string | null {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
