/** `retry-after-ms`, or Retry-After in seconds or as an HTTP date (RFC 9110, 10.2.3); anything else is no answer. */
export function retryAfterMs(headers: unknown, now: number): number | null {
  if (!(headers instanceof Headers)) return null;
  const milliseconds = headers.get('retry-after-ms') ?? '';
  if (/^\d{1,12}(\.\d+)?$/.test(milliseconds)) return Math.ceil(Number(milliseconds));
  const value = headers.get('retry-after') ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  // Date.parse makes a date of almost any words with a number in them
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) return null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
