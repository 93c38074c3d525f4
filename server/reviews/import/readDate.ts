const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ISO =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i;
const DAY_NAME_YEAR = /^(\d{1,2})[-\s./]+([a-z]{3,9})\.?[-\s./,]+(\d{4}|\d{2})$/i;
const NAME_DAY_YEAR = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i;
const NUMBERS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;
const UNIX = /^-?\d{9,13}(?:\.\d+)?$/;

/** Which way round a file writes `03/04/2026`; null when nothing in it tells. */
export type DateOrder = 'day-first' | 'month-first' | null;

/** The order of slashed dates in a column: told by the ones whose day is above 12, if they agree. */
export function dateOrder(cells: readonly string[]): DateOrder {
  const orders = new Set(
    cells.flatMap((cell): DateOrder[] => {
      const [, first, , second] = cell.trim().match(NUMBERS) ?? [];
      if (Number(first) > 12) return ['day-first'];
      return Number(second) > 12 ? ['month-first'] : [];
    }),
  );
  const [order = null] = orders;
  return orders.size === 1 ? order : null;
}

/**
 * A moment as ISO 8601 in UTC, or null when the cell is none or could be two different days (`03/04/2026` in a
 * column of unknown order). Reads ISO dates and times (without a zone: UTC), Unix seconds and milliseconds,
 * `31-Jul-18`, `July 31, 2018`, `31.07.2018`, `31/07/2018`.
 */
export function readDate(cell: string, order: DateOrder = null): string | null {
  const text = cell.trim();
  if (UNIX.test(text)) return unixTime(Number(text));
  const iso = text.match(ISO);
  if (iso) return isoTime(iso);
  const dayFirst = text.match(DAY_NAME_YEAR);
  if (dayFirst) return day(fullYear(dayFirst[3]), monthNumber(dayFirst[2]), Number(dayFirst[1]));
  const nameFirst = text.match(NAME_DAY_YEAR);
  if (nameFirst) return day(Number(nameFirst[3]), monthNumber(nameFirst[1]), Number(nameFirst[2]));
  const numbers = text.match(NUMBERS);
  return numbers ? numericDay(numbers, order) : null;
}

function unixTime(value: number): string | null {
  const date = new Date(Math.abs(value) < 1e11 ? value * 1000 : value);
  return date.getUTCFullYear() >= 1990 && date.getUTCFullYear() <= 2100 ? date.toISOString() : null;
}

function isoTime([, year, month, dayOfMonth, hour, minute, second, zone]: RegExpMatchArray): string | null {
  const midnight = day(Number(year), Number(month), Number(dayOfMonth));
  if (!midnight || hour === undefined) return midnight;
  const offset = zone && /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z';
  const clock = `${hour.padStart(2, '0')}:${minute}:${second ?? '00'}`;
  const moment = Date.parse(midnight.replace(/T.*/, `T${clock}${offset}`));
  return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}

function numericDay([, first, separator, second, year]: RegExpMatchArray, order: DateOrder): string | null {
  const [left, right] = [Number(first), Number(second)];
  // dots are written day first everywhere; slashes and dashes are not
  if (separator === '.' || left > 12) return day(Number(year), right, left);
  if (right > 12 || left === right) return day(Number(year), left, right);
  if (order === null) return null;
  return order === 'day-first' ? day(Number(year), right, left) : day(Number(year), left, right);
}

function monthNumber(name = ''): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function fullYear(year = ''): number {
  if (year.length === 4) return Number(year);
  return Number(year) < 70 ? 2000 + Number(year) : 1900 + Number(year);
}

function day(year: number, month: number, dayOfMonth: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  // Date.UTC rolls 31 February over into March: such a day does not exist
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
  return exists && year >= 1900 && year <= 2100 ? date.toISOString() : null;
}
