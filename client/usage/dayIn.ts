/** The day of the calendar, `YYYY-MM-DD`, that a zone has at a moment in milliseconds. */
export function dayIn(zone: string, atMs: number): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(atMs);
  const of = (type: 'year' | 'month' | 'day') => parts.find((part) => part.type === type)?.value;
  return `${of('year')}-${of('month')}-${of('day')}`;
}
