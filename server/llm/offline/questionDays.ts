import { numberOf, numberPattern } from './numberWords.ts';

const monthFormats = ['en', 'de', 'fr', 'es'].flatMap((locale) =>
  (['long', 'short'] as const).map((month) => new Intl.DateTimeFormat(locale, { month, timeZone: 'UTC' })),
);
/** The names of each month in English, German, French, Spanish. */
const months = Array.from({ length: 12 }, (_, at) =>
  monthFormats.map((format) => format.format(Date.UTC(2000, at)).toLowerCase().replace('.', '')),
);
const longestFirst = months.flat().toSorted((a, b) => b.length - a.length);
const month = `(?:${longestFirst.join('|')})`;
const year = String.raw`(?:19|20)\d\d`;
/** A day, a month with or without its year, or a year. */
const point = String.raw`(\d{4}-\d\d-\d\d|\d{4}-\d\d|${month}(?:,? (?:of )?${year})?|${year})`;
const pattern = (source: string) => new RegExp(String.raw`(?<![\p{L}\p{N}])${source}(?![\p{L}\p{N}])`, 'iu');

const after = (words: string) => pattern(`(?:${words})(?: the)?(?: (?:start|beginning|end) of)? ${point}`);
const since = after('since|after|from|starting|seit|ab|depuis|desde');
const until = after('until|till|up to|by|bis|hasta');
const before = after('before|vor|avant');
const during = after('in|during|of|for|im|en|on');
const between = pattern(
  `(?:between|from|zwischen|von|entre|de) ${point} (?:and|to|until|und|bis|et|à|y|a) ${point}`,
);
const alone = pattern(String.raw`(${month} ${year}|${year}-\d\d)`);
const lastFew = pattern(
  `(?:last|past|previous|recent|letzte[nr]?|vergangenen|derniers?|dernières?|últim[oa]s) (${numberPattern})? ?(days?|weeks?|months?|years?|tage|wochen|monate?|jahr|jours|semaines|mois|días|semanas|meses|año)`,
);
const current = pattern(
  '(?:this|current|diese[sn]?m?|cette|ce|este) (?:(month|monat|mois|mes)|year|jahr|année|año)',
);
const dayMs = 86_400_000;

/**
 * First and last day of "since June", "in March 2026", "last three months", null on a side that is left open; null
 * where no days are named. Today says which June; where the reviews ended long ago, their newest day does.
 */
export function questionDays(question: string, today: string, newest: string | null) {
  const anchor = newest !== null && Date.parse(today) - Date.parse(newest) > 45 * dayMs ? newest : today;
  const range = between.exec(question);
  if (range) {
    const last = spanOf(range[2], anchor);
    return { since: spanOf(range[1], last.until).since, until: last.until };
  }
  const few = lastFew.exec(question);
  if (few) {
    const [, count, unit = ''] = few;
    // "the last months" are some
    const some = /^(?:days|weeks|months|years|tage|wochen|monate|jours|semaines|días|semanas|meses)$/i.test(
      unit,
    )
      ? '3'
      : '1';
    return { since: ago(anchor, numberOf(count ?? some), unit), until: null };
  }
  const now = current.exec(question);
  if (now) return { since: now[1] ? `${anchor.slice(0, 7)}-01` : `${anchor.slice(0, 4)}-01-01`, until: null };

  const named = (words: RegExp) => {
    const found = words.exec(question);
    return found && spanOf(found[1], anchor);
  };
  const [from, to, next] = [named(since), named(until), named(before)];
  if (!from && !to && !next) return named(during) ?? named(alone);
  // "before June" ends with May, "until June" with June
  const end = next ? dayOf(Date.parse(next.since) - dayMs) : (to?.until ?? null);
  return { since: from?.since ?? null, until: end };
}

/** First and last day of a day, month or year; a month without a year is its latest one up to `anchor`. */
function spanOf(text = '', anchor: string) {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { since: text, until: text };
  const named = months.findIndex((names) => names.includes(/\p{L}+/u.exec(text)?.[0].toLowerCase() ?? ''));
  const given = /(?:19|20)\d\d/.exec(text)?.[0];
  const at = named + 1 || Number(/^\d{4}-(\d\d)$/.exec(text)?.[1] ?? 0);
  if (at === 0) return { since: `${given}-01-01`, until: `${given}-12-31` };
  const [anchorYear = 0, anchorMonth = 0] = anchor.split('-').map(Number);
  const inYear = Number(given ?? (at > anchorMonth ? anchorYear - 1 : anchorYear));
  return { since: dayOf(Date.UTC(inYear, at - 1, 1)), until: dayOf(Date.UTC(inYear, at, 0)) };
}

function ago(anchor: string, count: number, unit: string): string {
  const date = new Date(`${anchor}T00:00:00Z`);
  if (/^(?:day|tag|jour|día)/i.test(unit)) date.setUTCDate(date.getUTCDate() - count);
  else if (/^(?:week|woche|seman|semain)/i.test(unit)) date.setUTCDate(date.getUTCDate() - 7 * count);
  else date.setUTCMonth(date.getUTCMonth() - count * (/^(?:year|jahr|año)/i.test(unit) ? 12 : 1));
  return dayOf(date);
}

function dayOf(time: number | Date): string {
  return new Date(time).toISOString().slice(0, 10);
}
