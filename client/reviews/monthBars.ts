import type { ReviewFacets } from '#shared/reviewFacets.ts';

/** A month, or a year where months would be too many, with its days. */
export interface MonthBar {
  /** `2026-03`, `2026`. */
  name: string;
  count: number;
  since: string;
  until: string;
}

const mostMonths = 48;

/** One bar for each month from the first to the last, those without reviews among them; years where months are many. */
export function monthBars(months: ReviewFacets['months']): MonthBar[] {
  const [first, last] = [months[0]?.name, months.at(-1)?.name];
  if (first === undefined || last === undefined) return [];
  const [firstAt, lastAt] = [placeOf(first), placeOf(last)];
  if (lastAt - firstAt < mostMonths) {
    const counts = new Map(months.map(({ name, count }) => [name, count]));
    return Array.from({ length: lastAt - firstAt + 1 }, (_, index) => {
      const start = new Date(Date.UTC(0, 0));
      start.setUTCFullYear(Math.floor((firstAt + index) / 12), (firstAt + index) % 12, 1);
      const end = new Date(start);
      end.setUTCMonth(end.getUTCMonth() + 1, 0);
      const since = start.toISOString().slice(0, 10);
      const name = since.slice(0, 7);
      return { name, count: counts.get(name) ?? 0, since, until: end.toISOString().slice(0, 10) };
    });
  }
  const years = new Map<string, number>();
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) {
    years.set(String(year).padStart(4, '0'), 0);
  }
  for (const { name, count } of months) {
    const year = name.slice(0, 4);
    years.set(year, (years.get(year) ?? 0) + count);
  }
  return [...years].map(([name, count]) => ({ name, count, since: `${name}-01-01`, until: `${name}-12-31` }));
}

/** How many months after the beginning of the calendar. */
const placeOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
