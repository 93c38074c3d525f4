/** Nano-dollars per dollar: all money is an integer count of nano-dollars. */
export const NANO_PER_USD = 1_000_000_000;

// made once: a long list formats thousands
const wholeNumber = new Intl.NumberFormat('en-US');
const cents = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const nanos = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 9 });

/** Nano-dollars as an exact decimal string of dollars, without trailing zeros: `1234500` → `0.0012345`. */
export function nanoToUsd(nano: number): string {
  const sign = nano < 0 ? '-' : '';
  const digits = String(Math.abs(nano)).padStart(10, '0');
  const decimals = digits.slice(-9).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -9)}${decimals && `.${decimals}`}`;
}

/** Money for people: `$0`, `$0.0012`, `$1,234.50`; a tiny amount keeps two significant digits; unknown is `–`. */
export function formatUsd(nano: number | null): string {
  if (nano === null) return '–';
  const usd = nano / NANO_PER_USD;
  if (usd === 0) return '$0';
  if (Math.abs(usd) >= 1) {
    return `$${cents.format(usd)}`;
  }
  return `$${nanos.format(Number(usd.toPrecision(2)))}`;
}

/** `1234` → `1,234`. */
export function formatCount(count: number): string {
  return wholeNumber.format(count);
}

/** Milliseconds for people: `87 ms`, `4.2 s`, `2 min 5 s`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
