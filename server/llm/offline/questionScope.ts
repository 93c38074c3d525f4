import { numberOf, numberPattern } from './numberWords.ts';
import { stemsOf } from './speaksOf.ts';
import { isTypoOf } from './typos.ts';

const negative =
  /\b(?:negative[sn]?|bad(?:ly)?|wrong|worst|complain\w*|problems?|issues?|hate[ds]?|dislikes?|gaps?|weakness\w*|pain points?|disappoint\w*|critici\w*|critical|unhappy|angry|frustrat\w*|low[- ]rat\w*|annoy\w*|beschwer\w*|probleme?n?|schlecht\w*|unzufrieden\w*|plaintes?|problèmes?|négati\w*|mécontent\w*|quejas?|problemas?|negativ[oa]s?|fehlt|manque\w*|detract\w*|fix|priorit\w*|churn\w*|leav(?:e|es|ing)|cancel\w*|miss(?:es|ed|ing)?|lack\w*|br(?:eak|eaks|oke|oken)|asking for|improv\w*)\b/i;
const positive =
  /\b(?:positive[sn]?|love[ds]?|prais\w*|favou?rites?|strengths?|happy|enjoy\w*|satisf\w*|best|like (?:most|best|about)|high[- ]rat\w*|lob\w*|zufrieden\w*|positif\w*|adorent|positiv[oa]s?|elogi\w*)\b/i;
const star = '[- ]?(?:stars?|sterne?n?|étoiles?|estrellas?)';
const someStars = new RegExp(String.raw`(.{0,14}?)\b(${numberPattern})${star}(.{0,12})`, 'i');
const starRange = new RegExp(
  `\\b([1-5])(?:${star})?\\s?(?:-|–|to|and|or|und|bis|et|à|y|a)\\s?([1-5])${star}`,
  'i',
);
/** "1-star with 5-star reviews" */
const starPair = new RegExp(`[1-5]${star}.{1,24}[1-5]${star}`, 'i');
const atMost = /less|fewer|lower|below|under|at most|höchstens|weniger|moins|menos/i;
const atLeast = /more|higher|above|over|at least|mindestens|mehr|plus|más/i;
const languages = new Map(
  `english en|englisch en|german de|deutsch de|french fr|französisch fr|spanish es|spanisch es|italian it|portuguese pt|dutch nl|polish pl|swedish sv|japanese ja|chinese zh|korean ko|russian ru|turkish tr`
    .split('|')
    .map((pair): [string, string] => [pair.slice(0, -3), pair.slice(-2)]),
);
const languageName = [...languages.keys()].join('|');
const inLanguage = new RegExp(
  String.raw`\b(${languageName})(?:e|en|er)?(?:[- ](?:language|speaking))? (?:reviews?|customers?|users?|ones|feedback|bewertungen|rezensionen|kunden|people)|\b(?:reviews?|written|wrote|quotes?|complaints?|comments?|feedback|texts?) (?:only )?in (${languageName})\b`,
  'i',
);

/**
 * The ratings, both inclusive, of "1-star", "2 stars or less", "1 and 2 stars"; else, where the question takes sides,
 * those of praise and blame. Null on a side that is left open, null where no ratings are meant.
 */
export function questionRatings(question: string, takesSides: boolean) {
  const range = starRange.exec(question)?.slice(1).map(Number);
  if (range) return { minRating: Math.min(...range), maxRating: Math.max(...range) };
  const [some, ahead = '', number = '', behind = ''] = someStars.exec(question) ?? [];
  if (some !== undefined) {
    const stars = numberOf(number);
    const around = `${ahead}|${behind}`;
    if (atMost.test(around)) return { minRating: null, maxRating: stars };
    return { minRating: stars, maxRating: atLeast.test(around) ? null : stars };
  }
  const [blames, praises] = [negative.test(question), positive.test(question)];
  if (!takesSides || blames === praises) return null;
  return blames ? { minRating: null, maxRating: 2 } : { minRating: 4, maxRating: null };
}

/** Whether a comparison holds praise against blame. */
export function comparesRatings(question: string): boolean {
  return (negative.test(question) && positive.test(question)) || starPair.test(question);
}

/**
 * The products that a question names: by their whole name, else by a word that only one of them has ("mobile"). Of
 * identifiers such as `com.maker.deadtrigger` each part will do, written apart too; the maker's means all of its.
 */
export function questionProducts(question: string, names: readonly string[]): string[] {
  const said = stemsIn(question);
  const asked = said.trim().split(' ');
  const products = names.map((name) => ({ name, stems: stemsIn(name) }));
  const wholly = products.filter(({ name, stems }) => name.length > 1 && said.includes(stems));
  const partly = products.filter((product) => {
    const others = products.filter((other) => other !== product);
    const words = product.stems
      .split(' ')
      .filter((stem) => stem.length > 2 && asked.some((word) => word === stem || isMeantBy(word, stem)));
    const isOwn = (word: string) => others.every(({ stems }) => !stems.includes(` ${word} `));
    return others.length > 0 && !wholly.includes(product) && words.some(isOwn);
  });
  // "Photo" is not meant where "Photo Pro" is named
  const isWithin = (stems: string) => wholly.some((one) => one.stems !== stems && one.stems.includes(stems));
  const exact = wholly.filter(({ stems }) => !isWithin(stems));
  const found = [...exact, ...partly].map(({ name }) => name);
  return found.length > 0 ? found : identifiersIn(question, names);
}

const identifier = /^\p{L}[\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)+$/u;
const longestName = 6;

function identifiersIn(question: string, names: readonly string[]): string[] {
  const parts = names
    .filter((name) => identifier.test(name))
    .flatMap((name) =>
      name
        .toLowerCase()
        .split('.')
        .map((part) => ({ name, part })),
    )
    .filter(({ part }) => part.length >= 5)
    .toSorted((a, b) => b.part.length - a.part.length);
  let said = question.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const asked = (question.toLowerCase().match(/\p{L}{6,}/gu) ?? []).filter(
    (word) => !/^(?:android|games?)$/.test(word),
  );
  const found: string[] = [];
  for (const [part, its] of Map.groupBy(parts, (one) => one.part)) {
    const isBegun = asked.some((word) => part.startsWith(word) || isTypoOf(word, part));
    if (its.length > longestName || !(said.includes(part) || isBegun)) continue;
    found.push(...its.map(({ name }) => name));
    // "Dead Trigger 2" does not name "Dead Trigger" as well
    said = said.replaceAll(part, ' ');
  }
  return [...new Set(found)];
}

/** Whether a word of a question means one of a product's name: inflected ("mobilen") or mistyped ("moble"). */
export function isMeantBy(word: string, stem: string): boolean {
  return stem.length >= 5 && (word.startsWith(stem) || isTypoOf(word, stem));
}

const squeezed = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether a topic is a part of the products' names, written apart: "dead trigger" of `deadtrigger2`. */
export function isOfNames(topic: string, products: readonly string[]): boolean {
  return products.some((name) => squeezed(name).includes(squeezed(topic)));
}

/** The language of the reviews that a question is about, by its code. */
export function questionLanguage(question: string): string | null {
  const found = inLanguage.exec(question);
  return languages.get((found?.[1] ?? found?.[2] ?? '').toLowerCase()) ?? null;
}

/** ` mobil app `: the stems of a text, each between spaces. */
function stemsIn(text: string): string {
  return ` ${stemsOf(text.replace(/[._]/g, ' ')).flat().join(' ')} `;
}
