/** A share for people, `12%`; never 0% of what is there, nor 100% of less than all. */
export function shareOf(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0%';
  const percent = (100 * part) / whole;
  if (percent < 1) return percent < 0.1 ? '<0.1%' : `${percent.toFixed(1)}%`;
  return `${part < whole ? Math.min(99, Math.round(percent)) : 100}%`;
}
