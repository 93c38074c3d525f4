import { digits, fractionOf, numberWord, valueOf } from './claimWords.ts';
import type { CountClaim, MakeClaim } from './countClaim.ts';
import { readCounted } from './readCounted.ts';

const startsWithNumber = new RegExp(
  `^(?:(?:${digits})(?:k\\b|\\+| (?:hundred|thousand|million)(?!\\p{L}))?|(?:${numberWord.source})(?![\\p{L}\\p{N}]))`,
  'iu',
);
const rangeEnd = new RegExp(
  `^(?:\\s?[-–—]\\s?|\\s(?:to|or|and|bis|oder|und|à|ou|et|a|o|y)\\s)(?:(?:${digits})|(?:${numberWord.source})(?![\\p{L}\\p{N}]))(?!\\s?[-–./]\\d)`,
  'iu',
);
/** Words behind a number that may still become part of it, a range or a per cent sign. */
const wordBegun =
  /^(?:[- ]\p{L}*|[*_`]*\s?(?:p(?:er|our|or)\s)?\p{L}*|-(?:et|y)-\p{L}*|\s?[-–—]\s?\d*|\s(?:to|or|and|bis|oder|und|à|ou|et|a|o|y)\s\d*)[.,]?$/iu;
const percent =
  /^[*_`]*\s?(?:%|％|(?:percent|per cent|pct|prozent|pour ?cent|por ciento|per cento|por cento|procent)(?!\p{L}))/iu;
const starWord = String.raw`(?:stars?|sternen?|étoiles?|estrellas?|stell[ae]|estrelas?|sterren|★)(?!\p{L})`;
const outOfFive = new RegExp(
  String.raw`^[*_\x60]*\s?(?:(?:out of|of|von|sur|de|su|van|\/)\s?[*_\x60]*5(?![\d.,]\d|\d|\s?%)|\/\s?5(?!\d))(?:[*_\x60]*\s+${starWord})?`,
  'iu',
);
const stars = new RegExp(String.raw`^[*_\x60]*[ -]?${starWord}`, 'iu');
const averageWord = String.raw`(?:average[sd]?|averaging|mean|avg|durchschnitt\p{L}*|schnitt|mittel|moyenne|media|promedio|gemiddeld\p{L}*|médio|média)`;
const averageBefore = new RegExp(String.raw`(?<!\p{L})${averageWord}(?!\p{L})[^\n]{0,120}$`, 'iu');
const averageBehind = new RegExp(
  String.raw`^[*_\x60]*\s(?:on |im |en |de |in |op )?${averageWord}(?!\p{L})`,
  'iu',
);
const boundToAverage =
  /(?:\b(?:is|was|of|at|to|from|by|ist|war|bei|von|liegt|est|de|es|stars|rating)|[:=(|])\s*[*_`]*$/iu;
const unitBehind =
  /^\s?(?:s|ms|sec|seconds?|minutes?|min|hours?|h|days?|weeks?|months?|years?|times|x|gb|mb|kb|points?|percentage|euros?|dollars?|€|\$|£|sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|jahren?|secondes?|jours?|mois|ans?|segundos?|minutos?|horas?|días?)(?!\p{L})/iu;
/** "version 4.2", "iOS 17 users", "top 5 complaints": numbers that count no reviews. */
const namesThing =
  /(?:\b(?:top|first|last|next|main|biggest|version|ver|v|release|update|build|android|windows|macos|ubuntu|chrome|firefox|safari|edge|galaxy|pixel|moto|huawei|xperia|note|chapter|step|theme|point|gap|section|review|reviews|rated|rating|plan|tier|level|error|code|http|oauth|api|no|nr|number|id|day|week|phase|quarter|q|gen|page|line|bewertung|avis|reseña|nummer)|i(?:OS|Phone|Pad(?:OS)?))\s*[*_#`]*$/iu;
const yearBefore =
  /\b(?:in|since|from|during|until|by|of|to|seit|im|en|depuis|desde|early|late|mid|de|del|janu?\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*)\s+[*_`]*$/iu;
const isBetween = /\b(?:between|zwischen|entre)\s+$/i;
const highestRating = 5;
/** A fraction in words is a share to the nearest ten per cent. */
const roughly = -1;

/**
 * Reads a count, a share or an average at the start of `text`. `before` is what stands in front of it on its line.
 * Answers null when it is none, and `more` while the words to come decide it.
 */
export function readCount(text: string, before: string, isWhole: boolean): CountClaim | null | 'more' {
  const first = startsWithNumber.exec(text)?.[0];
  if (first === undefined) return null;
  const joined = rangeEnd.exec(text.slice(first.length))?.[0] ?? '';
  const range = /\s(?:and|und|et|y)\s/.test(joined) && !isBetween.test(before) ? '' : joined;
  const written = first + range;
  const rest = text.slice(written.length);
  // "3", "3." and "3,": more digits may come; "3 to": a range
  if (!isWhole && (/^[.,'’]?\d*$/.test(rest) || wordBegun.test(rest))) return 'more';
  const decimals = /^\d+[.,](\d{1,2})$/.exec(first)?.[1]?.length ?? 0;
  const value =
    range !== '' || (/[kd]$/i.test(first) && /^\d/.test(first))
      ? Number.NaN
      : valueOf(first.replace('+', ''));
  const claim: MakeClaim = (kind, length, more = {}) => ({
    kind,
    value,
    decimals,
    base: null,
    noun: '',
    predicate: '',
    isBare: false,
    length,
    ...more,
    at: { value: [0, written.length], base: null, noun: null, predicate: null, ...more.at },
  });

  const parts = { written, rest, start: written.length, before, isWhole, claim };
  const fraction = fractionOf(first);
  if (fraction !== null) {
    const noun = /\b(?:the|last|next|this|first)\s*$/i.test(before) ? null : readCounted(parts, 0);
    if (noun === null || noun === 'more' || noun.noun === '') return noun === 'more' ? 'more' : null;
    return { ...noun, value: fraction, decimals: roughly };
  }
  const share = percent.exec(rest);
  if (share) return readCounted(parts, share[0].length);
  if (namesThing.test(before) && !(decimals > 0 && /\brat(?:ing|ed)\s*[*_`]*$/i.test(before))) return null;
  const average = readAverage(rest, { value, decimals, before, isWhole });
  if (average === 'more') return 'more';
  if (average !== null) return claim('average', written.length + average);
  if (decimals > 0) return null;
  if (/^(?:19|20)\d\d$/.test(written) && yearBefore.test(before)) return null;
  if (range !== '' && stars.test(rest)) return null;
  return readCounted(parts);
}

interface AverageContext {
  value: number;
  decimals: number;
  before: string;
  isWhole: boolean;
}

/** The units behind the number that belong to an average; null where it is none. */
function readAverage(
  rest: string,
  { value, decimals, before, isWhole }: AverageContext,
): number | null | 'more' {
  if (value > highestRating) return null;
  const isSpoken = averageBefore.test(before);
  const inCell = decimals > 0 && /^\s*\|.*\|\s*[*_`]*$/.test(before);
  if (decimals === 0 && !isSpoken) return null;
  const five = outOfFive.exec(rest) ?? stars.exec(rest);
  if (!isWhole && /^[*_`]*\s?(?:\[F?)?$/i.test(rest)) return 'more';
  if (decimals > 0 && /^[*_`]*\s?\[F\d/i.test(rest)) return 0;
  if (five && (decimals > 0 || boundToAverage.test(before))) return five[0].length;
  if (!isWhole && /^[*_`]*\s?[\p{L}/]{0,8}\s?\d?$/u.test(rest)) return 'more';
  if (unitBehind.test(rest)) return null;
  if (averageBehind.test(rest)) return 0;
  if (inCell && /^[*_`]*\s*\|/.test(rest)) return 0;
  if (!isSpoken) return null;
  return decimals > 0 || (boundToAverage.test(before) && !/^[*_`]*\s+\p{L}/u.test(rest)) ? 0 : null;
}
