const months: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'janvier', 'enero'],
  ['february', 'feb', 'februar', 'février', 'febrero'],
  ['march', 'mar', 'märz', 'mars', 'marzo'],
  ['april', 'apr', 'avril', 'abril'],
  ['may', 'mai', 'mayo'],
  ['june', 'jun', 'juni', 'juin', 'junio'],
  ['july', 'jul', 'juli', 'juillet', 'julio'],
  ['august', 'aug', 'août', 'agosto'],
  ['september', 'sep', 'sept', 'septembre', 'septiembre'],
  ['october', 'oct', 'oktober', 'octobre', 'octubre'],
  ['november', 'nov', 'novembre', 'noviembre'],
  ['december', 'dec', 'dezember', 'décembre', 'diciembre'],
];
const monthName = months
  .flat()
  .toSorted((a, b) => b.length - a.length)
  .join('|');
const day = String.raw`\d{4}-\d\d-\d\d`;
/** A day, a month with or without its year, or a year. */
const point = String.raw`(?:${day}|\d{4}-\d\d|(?:${monthName})(?:,? (?:of )?(?:19|20)\d\d)?|(?:19|20)\d\d)`;
const before = String.raw`(?<![\p{L}\p{N}])`;
const after = String.raw`(?![\p{L}\p{N}])`;
const pattern = (text: string) => new RegExp(before + text + after, 'iu');

const since = pattern(
  String.raw`(?:since|after|from|starting|seit|ab|depuis|desde)(?: the)?(?: start of| beginning of)? (${point})`,
);
const until = pattern(
  String.raw`(?:until|till|before|up to|by|bis|vor|avant|hasta)(?: the)?(?: end of)? (${point})`,
);
const between = pattern(
  String.raw`(?:between|from|zwischen|von|entre|de) (${point}) (?:and|to|until|und|bis|et|à|y|a) (${point})`,
);
const during = pattern(String.raw`(?:in|during|of|for|im|en|on) (${point})`);
const alone = pattern(String.raw`((?:${monthName}) (?:19|20)\d\d|(?:19|20)\d\d-\d\d)`);
const lastFew = pattern(
  String.raw`(?:last|past|previous|recent|letzte[nr]?|vergangenen|derniers?|dernières?|últim[oa]s) (\d+|two|three|four|six|twelve|zwei|drei|sechs|deux|trois|six|dos|tres|seis)? ?(days?|weeks?|months?|years?|tage|wochen|monate?|jahr|jours|semaines|mois|días|semanas|meses|año)`,
);
const current = pattern(
  String.raw`(?:this|current|diese[sn]?m?|cette|ce|este) (month|year|monat|jahr|mois|année|mes|año)`,
);
const numbers: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  six: 6,
  twelve: 12,
  zwei: 2,
  drei: 3,
  sechs: 6,
  deux: 2,
  trois: 3,
  dos: 2,
  tres: 3,
  seis: 6,
};

/** The days a question is bounded by; null on a side it leaves open. */
export interface QuestionDays {
  since: string | null;
  until: string | null;
}

/**
 * Reads "since June", "in March 2026", "last three months". `today` and the days of the first and last review say
 * which June; where the reviews ended long ago, "last" counts from their end.
 */
export function questionDays(question: string, today: string, newest: string | null): QuestionDays {
  const anchor = newest !== null && Date.parse(today) - Date.parse(newest) > 45 * 86_400_000 ? newest : today;
  const range = between.exec(question);
  if (range) {
    const last = spanOf(range[2] ?? '', anchor);
    const first = spanOf(range[1] ?? '', last.until);
    return { since: first.since, until: last.until };
  }
  const few = lastFew.exec(question);
  if (few) return { since: ago(anchor, numberOf(few[1]), few[2] ?? ''), until: null };
  const now = current.exec(question)?.[1];
  if (now !== undefined)
    return {
      since: /^[mM]/.test(now) ? `${anchor.slice(0, 7)}-01` : `${anchor.slice(0, 4)}-01-01`,
      until: null,
    };
  const [first, last] = [since.exec(question)?.[1], until.exec(question)?.[1]];
  if (first !== undefined || last !== undefined) {
    return {
      since: first === undefined ? null : spanOf(first, anchor).since,
      // "before June" ends with May, "until June" with June
      until:
        last === undefined
          ? null
          : /\b(?:before|vor|avant)\b/i.test(question)
            ? dayBefore(spanOf(last, anchor).since)
            : spanOf(last, anchor).until,
    };
  }
  const span = during.exec(question)?.[1] ?? alone.exec(question)?.[1];
  return span === undefined ? { since: null, until: null } : spanOf(span, anchor);
}

/** First and last day of a day, month or year; a month without a year is its latest one up to `anchor`. */
function spanOf(text: string, anchor: string): { since: string; until: string } {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { since: text, until: text };
  const year = /(?:19|20)\d\d/.exec(text)?.[0];
  const name = /\p{L}+/u.exec(text)?.[0]?.toLowerCase() ?? '';
  const named = months.findIndex((names) => names.includes(name)) + 1;
  const month = named || Number(/^\d{4}-(\d\d)$/.exec(text)?.[1] ?? 0);
  if (month === 0) return { since: `${year}-01-01`, until: `${year}-12-31` };
  const [anchorYear = 0, anchorMonth = 0] = anchor.split('-').map(Number);
  const of = year === undefined ? anchorYear - (month > anchorMonth ? 1 : 0) : Number(year);
  const start = `${of}-${String(month).padStart(2, '0')}`;
  return { since: `${start}-01`, until: new Date(Date.UTC(of, month, 0)).toISOString().slice(0, 10) };
}

function dayBefore(text: string): string {
  return new Date(Date.parse(text) - 86_400_000).toISOString().slice(0, 10);
}

function ago(anchor: string, count: number, unit: string): string {
  const date = new Date(`${anchor}T00:00:00Z`);
  if (/^(?:day|tag|jour|día)/i.test(unit)) date.setUTCDate(date.getUTCDate() - count);
  else if (/^(?:week|woche|semain|semana)/i.test(unit)) date.setUTCDate(date.getUTCDate() - 7 * count);
  else date.setUTCMonth(date.getUTCMonth() - count * (/^(?:year|jahr|año)/i.test(unit) ? 12 : 1));
  return date.toISOString().slice(0, 10);
}

function numberOf(text: string | undefined): number {
  return text === undefined ? 1 : (numbers[text.toLowerCase()] ?? (Number(text) || 1));
}
