import { countedNoun, digits, numberWord, valueOf } from './claimWords.ts';
import type { ClaimParts, CountClaim, MakeClaim, Span } from './countClaim.ts';

interface Counted {
  /** The number. */
  written: string;
  /** What stands behind the number. */
  rest: string;
  /** Units of the number. */
  start: number;
  before: string;
  isWhole: boolean;
  claim: MakeClaim;
}

const article = String.raw`(?:(?:the|all|those|these|our|your|den|allen|diesen|les|las|los|le|i|de|das|dos|as|os|todas|todos|tous|toutes)\s+){0,2}`;
const joint = String.raw`(?:out of|of|von|der|des|du|sur|de|di|su|van|av|af|из|in)`;
const ofBase = new RegExp(
  String.raw`^([*_\x60]*(?:\s+${joint}\s+${article}|\s?\/\s?|\s+\(${joint}\s+${article})[*_\x60]*)((?:${digits})|(?:${numberWord.source})(?![\p{L}\p{N}]))`,
  'iu',
);
const baseBegun = new RegExp(
  String.raw`^[*_\x60]*(?:\s+\(?(?:out|${joint})(?:\s+\p{L}*){0,2}\s*|\s?\/\s?|\s+\()[*_\x60]*(?:\d[\d.,]*)?$`,
  'iu',
);
const partitive = new RegExp(
  String.raw`^[*_\x60]*\s+(?:of|von|der|des|du|sur|de|di|su|van)\s+${article}`,
  'iu',
);
const pronoun = /^(?:them|those|these|ihnen|denen|d'entre|ellas|ellos|loro)$/i;
const tone = String.raw`(?:very |sehr |très |muy )?(?:negati[vf]\p{L}*|négati[vf]\p{L}*|positi[vf]\p{L}*|critical|unhappy|happy|good|bad|(?:[1-5]|one|two|three|four|five)[- ]stars?)(?!\p{L})`;
const toneBehind = new RegExp(String.raw`^\s+${tone}`, 'iu');
const predicate = new RegExp(
  String.raw`^[*_\x60)]*\s+(?:is|are|was|were|sind|waren|ist|sont|étaient|son|eran|sono)\s+${tone}`,
  'iu',
);
const endsInTone = new RegExp(String.raw`(?<!\p{L})${tone}$`, 'iu');
const hasTone = new RegExp(String.raw`(?<![\p{L}-])${tone}`, 'iu');
/** Words that end the look for a noun: "5 of the reasons why customers". */
const notBetween =
  /^(?:of|in|for|the|a|an|to|and|or|with|by|from|that|which|why|who|where|some|is|are|was|were|than|per|seconds?|minutes?|hours?|days?|weeks?|months?|years?|times|stars?|point|product|plan|question|von|de|sur|di|mois|jours|tagen?|wochen?|monaten?|jahren?|und|et|y|die|der|dass|que)$/i;
const mostBetween = 3;
const starWord = /^[*_`]*[ -]?(?:stars?|sternen?|étoiles?|estrellas?|stell[ae]|estrelas?|★)(?!\p{L})/iu;
const percent = /^\s?(?:%|％|percent|per cent|prozent)/i;
const saysSo =
  /^[*_`]*\s+(?:mention|report|say|complain|are|were|describe|ask|speak|want|cite|call|name|praise|critici[sz]e|talk|concern|nennen|erwähnen|klagen|beklagen|sind|mentionnent|parlent|sont|évoquent|mencionan|hablan|son)(?!\p{L})/iu;
const baseSaid =
  /(?:\b(?:of|among|out of|from|von|unter|sur|parmi|de|entre)\b[^.!?\n]*\d[^.!?\n]*,|\bof which)\s*[*_`]*$/iu;
const countSaid =
  /(?:\b(?:counts?|mentions|reviews|complaints|customers|users|total|anzahl|bewertungen|nombre|avis|reseñas)[*_`]*\s*[:=]\s*[*_`]*|\b(?:count|total|number|anzahl|nombre|número)\s+(?:is|was|of|ist|war|est|es)\s+[*_`]*|^\s*\|.*\|\s*[*_`]*)$/iu;
const labelBefore = /[^\s:(|][*_`]*\s*[:(–—]\s*[*_`]*$/u;
const times = /^[*_`]*\s+(?:times|mal|fois|veces)(?!\p{L})/iu;
const bareBegun = /^[*_`)]*\s*(?:\[F?|\(\d{0,3}(?:[.,]\d*)?\s?)?$|^[*_`]*\s+\p{L}*$/iu;
const mentionedBefore =
  /\b(?:mention|report|cit|appear|rais|nam|occur|complain|came up|comes up|come up|erwähn|genannt|mencion|évoqu)\p{L}*(?:\s+\p{L}+)?\s*[*_`]*$/iu;

/** Reads what a number counts; with `shareUnits`, the length of its per cent sign, what it is a share of. */
export function readCounted(parts: Counted, shareUnits?: number): CountClaim | null | 'more' {
  const { rest, start, isWhole, claim } = parts;
  if (shareUnits !== undefined) {
    const length = start + shareUnits;
    const noun = readNoun(rest.slice(shareUnits), isWhole);
    if (noun === 'more') return 'more';
    const tail = readTail(rest.slice(shareUnits), noun, length);
    // the noun belongs to the claim where it says what may be wrong
    return tail.isToned
      ? claim('share', tail.end, tail.parts)
      : claim('share', length, { noun: noun?.noun ?? '' });
  }
  const based = ofBase.exec(rest);
  if (based) return readBased(parts, based);
  if (!isWhole && (bareBegun.test(rest) || baseBegun.test(rest))) return 'more';
  const bare = readBare(parts);
  if (bare !== null) return bare;
  const noun = readNoun(rest, isWhole);
  if (noun === 'more' || noun === null) return noun;
  const tail = readTail(rest, noun, start);
  const later = ofBase.exec(rest.slice(tail.end - start));
  if (later && !tail.isPredicated) {
    const [whole, gap = '', written = ''] = later;
    const behind = rest.slice(tail.end - start + whole.length);
    if (!starWord.test(behind) && !percent.test(behind)) {
      const at = tail.end + gap.length;
      const end = at + written.length;
      // "41 reviews (of 147)", "41 customers of 147 reviews"
      const again = readNoun(behind, true);
      const nounUnits = again === null || again === 'more' ? 0 : again.at[1];
      const more = gap.includes('(') ? Number(behind.startsWith(')')) : nounUnits;
      return claim('count', end + more, {
        ...tail.parts,
        base: valueOf(written),
        at: { ...tail.parts.at, base: [at, end] },
      });
    }
  }
  return claim('count', tail.end, tail.parts);
}

function readBased(
  { rest, start, isWhole, claim }: Counted,
  based: RegExpExecArray,
): CountClaim | null | 'more' {
  const [whole, gap = '', written = ''] = based;
  const after = rest.slice(whole.length);
  if (!isWhole && /^[.,]?\d*$|^[*_`)]*\s?$/.test(after)) return 'more';
  if (percent.test(after)) return null;
  // "2 of 5" of one's own stars is a rating, not a count
  if (written === '5' && (starWord.test(after) || !/^[*_`]*\s+\p{L}/u.test(after))) return null;
  const noun = readNoun(after, isWhole);
  if (noun === 'more') return 'more';
  // "24/7", "1 in 5 attempts", "3/14"
  const isNamed = /^[*_`)]*\s*(?:\[F|\()/.test(after) || (/^[*_`]*\s*\|/.test(after) && Number(written) > 31);
  if (/\/|\bin\s/.test(gap) && noun === null && !isNamed) return null;
  const end = start + whole.length;
  const isClosed = gap.includes('(') && noun === null && after.startsWith(')');
  const tail = readTail(after, noun, end);
  const at = start + gap.length;
  return claim('count', tail.end + Number(isClosed), {
    ...tail.parts,
    // "1 in 4" is a share in other words: nobody counted four
    base: /\bin\s/.test(gap) ? Number.NaN : valueOf(written),
    at: { ...tail.parts.at, base: [at, at + written.length] },
  });
}

/** A number that counts without a noun: with its tag, in a cell, "Mentions: 41", "of 147 reviews, 41 mention". */
function readBare({ written, rest, start, before, isWhole, claim }: Counted): CountClaim | null {
  // a year in a cell
  if (/^(?:19|20)\d\d$/.test(written) && !/^[*_`)]*\s?\[F\d/.test(rest)) return null;
  const isNamed =
    /^[*_`)]*\s?\[F\d/.test(rest) ||
    (mentionedBefore.test(before) && times.test(rest)) ||
    (baseSaid.test(before) && saysSo.test(rest)) ||
    /^[*_`]*\s\(\d{1,3}(?:[.,]\d+)?\s?%/.test(rest) ||
    (countSaid.test(before) &&
      (/^[*_`]*\s*(?:[|,;.]\s|\||\n)/.test(rest) || (isWhole && /^[*_`.]*\s*$/.test(rest))));
  if (isNamed) return claim('count', start);
  const isLabelled =
    labelBefore.test(before) &&
    /^[*_`]*\s*(?:\)|[.;]?\s*(?:\n|$))/.test(rest) &&
    (isWhole || rest.trim() !== '');
  return isLabelled ? claim('count', start, { isBare: true }) : null;
}

interface Noun {
  noun: string;
  /** Where it stands, its adjectives included. */
  at: Span;
}

/** At most three adjectives and a noun that is counted; "of the" may stand before them. */
function readNoun(text: string, isWhole: boolean): Noun | null | 'more' {
  const gap = partitive.exec(text)?.[0] ?? /^[*_`)]*\s+[*_`]*|^(?=[件人名])/u.exec(text)?.[0];
  if (gap === undefined) return !isWhole && /^[*_`]*$/.test(text) ? 'more' : null;
  if (/^[件人名]/u.test(text)) return { noun: text.slice(0, 1), at: [0, 1] };
  let at = gap.length;
  for (let words = 0; words <= mostBetween; words += 1) {
    const word = /^[\p{L}\p{M}\p{N}'’-]+/u.exec(text.slice(at))?.[0] ?? '';
    const end = at + word.length;
    // the last word may go on
    if (!isWhole && end === text.length) return 'more';
    if (word === '') return null;
    const isOneOfThem = words === 0 && gap.trim() !== '' && pronoun.test(word);
    if (countedNoun.test(word) || isOneOfThem)
      return { noun: text.slice(gap.length, end), at: [gap.length, end] };
    // English adjectives do not end in s: "3 releases customers"
    if (notBetween.test(word) || /[^su]s$|[^o]us$/i.test(word)) return null;
    const space = /^\s+/.exec(text.slice(end))?.[0];
    if (space === undefined) return null;
    at = end + space.length;
  }
  return null;
}

interface Tail {
  end: number;
  parts: ClaimParts;
  isToned: boolean;
  isPredicated: boolean;
}

/** The noun, the tone behind it ("reseñas negativas") and what the counted are said to be ("are negative"). */
function readTail(text: string, noun: Noun | null, offset: number): Tail {
  const behind = noun ? (toneBehind.exec(text.slice(noun.at[1]))?.[0].length ?? 0) : 0;
  const nounAt: Span | null = noun ? [noun.at[0], noun.at[1] + behind] : null;
  const nounEnd = nounAt?.[1] ?? 0;
  const said = predicate.exec(text.slice(nounEnd))?.[0] ?? '';
  const shift = ([from, to]: Span): Span => [offset + from, offset + to];
  const nounSpan = nounAt && shift(nounAt);
  const predicateSpan = said === '' ? null : shift([nounEnd, nounEnd + said.length]);
  const words = nounAt ? text.slice(...nounAt) : '';
  return {
    end: offset + nounEnd + said.length,
    parts: { noun: words, predicate: said, at: { noun: nounSpan, predicate: predicateSpan } },
    isToned: hasTone.test(words) || endsInTone.test(said),
    isPredicated: said !== '',
  };
}
